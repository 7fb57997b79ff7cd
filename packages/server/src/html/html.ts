/** HTML that is safe by construction: everything interpolated is escaped unless it is HTML already. */
declare const html: unique symbol;
export type Html = { readonly text: string; readonly [html]: true };

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

type Content = Html | string | number | null | undefined | readonly Content[];

function render(content: Content): string {
  if (content === null || content === undefined) return '';
  if (Array.isArray(content)) return content.map(render).join('');
  return typeof content === 'object' ? (content as Html).text : escapeText(String(content));
}

const asHtml = (text: string): Html => ({ text }) as Html;

/** Template tag. Null and undefined vanish, lists are joined. */
export const h = (parts: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  asHtml(parts.reduce((text, part, index) => text + render(contents[index - 1]) + part));

/** A style sheet of ours: escaping would break its selectors. Never anything that came from elsewhere. */
export const styleSheet = (css: string): Html => h`<style>${asHtml(css)}</style>`;

/** Plain text with `code`, **bold** and blank-line paragraphs, the part of Markdown that descriptions use. */
export function prose(text: string | undefined): Html {
  const paragraphs = (text ?? '').split(/\n{2,}/).filter((paragraph) => paragraph.trim());
  const inline = (paragraph: string) =>
    escapeText(paragraph)
      .replace(/`([^`]+)`/g, '<code>$1</code>')
      .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');
  return asHtml(paragraphs.map((paragraph) => `<p>${inline(paragraph)}</p>`).join(''));
}
