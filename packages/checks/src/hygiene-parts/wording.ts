/** Numbers and lists as the sentences of findings write them. */

/** `1,234`. */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** `1 value`, `1,234 values`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `97.00 %` of a share 0..1. */
export const percentText = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** A value may be a whole document; a sentence shows its beginning. */
const LONGEST_VALUE = 60;
const beginning = (value: string): string =>
  value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).toWellFormed()}...` : value;

/** The first few of a list, in quotes. */
export function quotedList(items: readonly string[], limit = 5): string {
  const shown = items.slice(0, limit).map((item) => `"${beginning(item)}"`);
  const rest = items.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
