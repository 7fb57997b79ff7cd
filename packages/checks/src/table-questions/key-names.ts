/** How schemas name keys and what refers to them: `customers.id`, `customers.customer_id`, `orders.customer_id`. */
import { nameWords } from '../semantic-types/column-facts.ts';

const KEY_WORDS = new Set([
  'id',
  'key',
  'code',
  'cd',
  'no',
  'number',
  'nbr',
  'sk',
  'uuid',
  'guid',
  'fk',
  'pk',
]);
/** What warehouses put before the name of a table. */
const TABLE_PREFIXES = new Set([
  'dim',
  'fact',
  'fct',
  'stg',
  'stage',
  'raw',
  'tbl',
  'src',
  'ods',
  'int',
  'mart',
]);

/** `id`, or the table's own name and a word for key: `order_id` in `orders`. */
export function namesOwnKey(column: string, table: string): boolean {
  const { stem, keyWord } = partsOf(column);
  return keyWord !== null && (stem.length === 0 || sameWords(singular(stem), entityOf(table)));
}

/** The name's words before the last one, and the last one where it means "key". */
export function partsOf(name: string): { readonly stem: readonly string[]; readonly keyWord: string | null } {
  const words = nameWords(name);
  const last = words.at(-1) ?? '';
  // `customerid`, as databases write it that fold names.
  const glued = /^(.{3,})(id|key)$/.exec(last);
  if (!KEY_WORDS.has(last) && glued !== null && words.length === 1)
    return { stem: [glued[1]!], keyWord: glued[2]! };
  return KEY_WORDS.has(last) ? { stem: words.slice(0, -1), keyWord: last } : { stem: words, keyWord: null };
}

/** What a table holds one of in each row: `order line` of `dim_order_lines`. */
export function entityOf(table: string): readonly string[] {
  const words = nameWords(table);
  const [first] = words;
  return singular(
    words.length > 1 && first !== undefined && TABLE_PREFIXES.has(first) ? words.slice(1) : words,
  );
}

/** English plurals, well enough to compare two names: both sides go through it. */
export const singular = (words: readonly string[]): readonly string[] =>
  words.map((word, index) => (index === words.length - 1 ? singularWord(word) : word));

function singularWord(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

export const sameWords = (a: readonly string[], b: readonly string[]): boolean => a.join('_') === b.join('_');
