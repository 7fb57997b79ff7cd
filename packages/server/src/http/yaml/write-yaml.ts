/** Answers in YAML. */
import { Document, visit } from 'yaml';

/**
 * What JSON would hold, so that readers of YAML 1.1 and 1.2 see the same: every text is in quotes, those of several
 * lines in a block. Equal values give equal texts.
 */
export function writeYaml(value: unknown): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || typeof node.value !== 'string') return;
      node.type = isBlock(node.value) ? 'BLOCK_LITERAL' : 'QUOTE_DOUBLE';
    },
  });
  // Never folded: a quoted text of several lines can lose blanks at their ends (yaml 2.9).
  return document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY });
}

/** Several lines that a block holds as they are: readers take its first line for the indentation. Quotes hold every text. */
const isBlock = (text: string): boolean =>
  text.includes('\n') && PRINTABLE.test(text) && !/^\s|[\t ](\n|$)/.test(text);
// YAML 1.2.2, 5.1, less what readers take for an end of line or drop: NEL, LS, PS and the byte order mark.
const PRINTABLE = /^[\t\n\x20-\x7E\xA0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
