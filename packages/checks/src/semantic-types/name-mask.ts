/**
 * Masks for names: `%` is any run of characters, everything else is itself. An underscore is an underscore: `%_sk`
 * names `customer_sk` and neither `risk` nor `desk`.
 */
export interface MaskOptions {
  readonly ignoreCase: boolean;
}

/** `name` is matched by a comma-separated list of masks; an empty list matches nothing. */
export const matchesMask = (name: string, masks: string | null, options: MaskOptions): boolean =>
  matchesAnyMask(name, maskItems(masks), options);

/** The items of a list, trimmed; empty ones are dropped. */
const maskItems = (masks: string | null): readonly string[] =>
  (masks ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** `name` is matched by at least one mask; an empty list matches nothing. */
export function matchesAnyMask(name: string, masks: readonly string[], options: MaskOptions): boolean {
  const fold = (text: string) => (options.ignoreCase ? text.toLowerCase() : text);
  return masks.some((mask) => matchesPieces(fold(name), fold(mask).split('%')));
}

/**
 * Compares piece by piece instead of building a regular expression, so that a mask of many wildcards cannot take
 * exponential time.
 */
function matchesPieces(name: string, pieces: readonly string[]): boolean {
  const first = pieces[0] as string;
  if (pieces.length === 1) return name === first;
  const last = pieces.at(-1) as string;
  const end = name.length - last.length;
  if (end < first.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = name.indexOf(piece, from);
    if (found === -1 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
