/** Lists of column names as definitions keep them: `order_id, "Order Date", "a ""quoted"" name"`. */
import { ParameterSyntaxError } from './parameter-syntax-error.ts';
import { splitQuotedItems } from './quoted-items.ts';

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_$]*$/;

/**
 * The names in the list, quotes taken off; at least one. Throws ParameterSyntaxError for an empty name, a name
 * that comes twice, or a quote that is not closed.
 */
export function parseColumnList(list: string): readonly string[] {
  const names = splitQuotedItems(list, '"').map((item) => item.value);
  if (names.includes('')) {
    throw new ParameterSyntaxError(
      'A column name in the list is empty; write names with one comma between them.',
    );
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new ParameterSyntaxError(`The column "${repeated}" is listed twice; name it once.`);
  }
  return names;
}

/** Writes names as a list that `parseColumnList` reads back; names that are not plain words are quoted. */
export function formatColumnList(names: readonly string[]): string {
  return names.map((name) => (PLAIN_NAME.test(name) ? name : `"${name.replaceAll('"', '""')}"`)).join(', ');
}
