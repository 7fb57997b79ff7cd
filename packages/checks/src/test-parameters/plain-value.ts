/**
 * A single value as definitions keep it: plain, or as a quoted SQL literal, which is how the reference product
 * stores text and dates. `'it''s'` becomes `it's`; anything else stays as it is.
 */
export function plainValue(stored: string): string {
  const trimmed = stored.trim();
  const quoted = /^'((?:[^']|'')*)'$/.exec(trimmed);
  return quoted ? quoted[1]!.replaceAll("''", "'") : stored;
}
