/** Numbers as people read them. */

const integer = new Intl.NumberFormat('en-US');

/** `12,345`; an en dash for what is not known. */
export function formatCount(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : integer.format(value);
}

/** A share 0..1 as a score of 100 with one decimal; the ends are not rounded to perfection or ruin. */
export function formatScore(share: number | null): string {
  if (share === null) return 'not measured';
  const score = share * 100;
  if (score > 99.9 && score < 100) return '> 99.9';
  if (score > 0 && score < 0.1) return '< 0.1';
  return score.toFixed(1);
}

export function formatSeconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `1 table`, `3 tables`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
