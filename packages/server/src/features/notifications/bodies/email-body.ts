/** A mail: the same words as plain text and as a page without anything from outside. */
import { type Html, h } from '../../../html/html.ts';
import type { Message, MessageSection } from './message.ts';

export interface EmailBody {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function emailBody(message: Message): EmailBody {
  const { title, sections } = message;
  const several = sections.length > 1;
  return {
    subject: `[Assay] ${title}`,
    text: `${[several ? `${title}\n` : '', ...sections.map(sectionText)].filter(Boolean).join('\n\n')}\n`,
    html: pageOf(title, sections, several).text,
  };
}

function sectionText({ title, facts, lines, link }: MessageSection): string {
  return [
    title,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...(lines.length > 0 ? ['', ...lines.map((line) => `- ${line}`)] : []),
    ...(link === null ? [] : ['', link]),
  ].join('\n');
}

const pageOf = (
  title: string,
  sections: readonly MessageSection[],
  several: boolean,
): Html => h`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body style="font-family: system-ui, sans-serif; color: #1c2733">
${several ? h`<h1 style="font-size: 1.2rem">${title}</h1>` : null}
${sections.map(sectionHtml)}
</body></html>
`;

const sectionHtml = ({
  title,
  facts,
  lines,
  link,
}: MessageSection): Html => h`<h2 style="font-size: 1.1rem">${title}</h2>
<table>${facts.map(([label, value]) => h`<tr><th align="left" style="padding-right: 1rem">${label}</th><td>${value}</td></tr>`)}</table>
${lines.length === 0 ? null : h`<ul>${lines.map((line) => h`<li>${line}</li>`)}</ul>`}
${link === null ? null : h`<p><a href="${link}">Open the run</a></p>`}
`;
