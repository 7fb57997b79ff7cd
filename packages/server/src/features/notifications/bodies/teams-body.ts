/** A message for Teams: an adaptive card, https://adaptivecards.io/explorer/AdaptiveCard.html */
import type { Message, MessageSection, Tone } from './message.ts';

/** Teams takes 28 KB a message: events that share one show the first of their lines. */
const SECTIONS_SHOWN = 10;
const LINES_OF_SEVERAL = 5;
const LINE_LIMIT = 300;

const COLORS: Readonly<Record<Tone, string>> = { good: 'Good', warning: 'Warning', bad: 'Attention' };

export function teamsBody({ title, sections }: Message): string {
  const shown = sections.slice(0, SECTIONS_SHOWN);
  const leftOut = sections.length - shown.length;
  const links = shown.flatMap(({ title: name, link }) => (link === null ? [] : [{ name, link }]));
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      textBlock(title, { size: 'Large', weight: 'Bolder', ...colorOf(sections) }),
      ...shown.flatMap((section) => sectionElements(section, sections.length > 1)),
      ...(leftOut > 0 ? [textBlock(`... and ${leftOut} more events`)] : []),
    ],
    // A card shows six buttons.
    actions: links.slice(0, 6).map(({ name, link }) => ({
      type: 'Action.OpenUrl',
      title: links.length === 1 ? 'Open the run' : name,
      url: link,
    })),
  };
  return JSON.stringify({
    type: 'message',
    attachments: [
      { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: card },
    ],
  });
}

function sectionElements({ title, tone, facts, lines }: MessageSection, withTitle: boolean): object[] {
  return [
    ...(withTitle ? [textBlock(title, { weight: 'Bolder', color: COLORS[tone], separator: true })] : []),
    {
      type: 'FactSet',
      facts: facts.map(([label, value]) => ({ title: label, value: escapeMarkdown(value) })),
    },
    ...lines
      .slice(0, withTitle ? LINES_OF_SEVERAL : lines.length)
      .map((line) => textBlock(line.slice(0, LINE_LIMIT).toWellFormed(), { spacing: 'None' })),
  ];
}

const colorOf = ([only, ...others]: readonly MessageSection[]) =>
  only === undefined || others.length > 0 ? {} : { color: COLORS[only.tone] };

const textBlock = (text: string, look: object = {}) => ({
  type: 'TextBlock',
  text: escapeMarkdown(text),
  wrap: true,
  ...look,
});

/** Cards read a part of Markdown: a name must not become a link or lose its underscores. */
const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]()#~<>!|]/g, '\\$&');
