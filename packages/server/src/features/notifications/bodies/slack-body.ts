/** A message for Slack: https://api.slack.com/reference/block-kit/blocks */
import type { Message, MessageSection, Tone } from './message.ts';

/** Limits of Block Kit; what is longer is refused whole. */
const HEADER_LIMIT = 150;
const TEXT_LIMIT = 3000;
const FIELDS_LIMIT = 10;
/** Slack takes 50 blocks; a section needs up to four, and the header one. */
const SECTIONS_SHOWN = 12;

const SIGNS: Readonly<Record<Tone, string>> = {
  good: ':white_check_mark:',
  warning: ':warning:',
  bad: ':x:',
};

export function slackBody({ title, sections }: Message): string {
  const shown = sections.slice(0, SECTIONS_SHOWN);
  const leftOut = sections.length - shown.length;
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: cut(title, HEADER_LIMIT) } },
    ...shown.flatMap((section) => sectionBlocks(section, sections.length > 1)),
    ...(leftOut > 0 ? [textBlock(`... and ${leftOut} more events`)] : []),
  ];
  return JSON.stringify({ text: escapeText(title), blocks });
}

function sectionBlocks({ title, tone, facts, lines, link }: MessageSection, withTitle: boolean): object[] {
  const fields = facts.slice(0, FIELDS_LIMIT).map(([label, value]) => ({
    type: 'mrkdwn',
    text: `*${escapeText(label)}*\n${escapeText(cut(value, 1500))}`,
  }));
  return [
    ...(withTitle ? [textBlock(`${SIGNS[tone]} *${escapeText(title)}*`)] : []),
    ...(fields.length > 0 ? [{ type: 'section', fields }] : []),
    ...(lines.length > 0 ? [textBlock(lines.map((line) => `• ${escapeText(line)}`).join('\n'))] : []),
    ...(link === null ? [] : [textBlock(`<${escapeText(link)}|Open the run>`)]),
  ];
}

const textBlock = (text: string) => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cut(text, TEXT_LIMIT) },
});

const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;

/** https://api.slack.com/reference/surfaces/formatting#escaping: `<!channel>` in a name must not ring everybody. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
