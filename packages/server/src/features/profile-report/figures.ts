/** Figures as a report writes them. */

export const whole = (count: number): string => Math.round(count).toLocaleString('en-US');

/** `1 row`, `1,234 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;

/** A share 0..1 in percent; one that is not quite nothing or not quite all never looks so. */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1 %';
  if (share < 1 && share > 0.999) return '>99.9 %';
  return `${(100 * share).toFixed(share === 0 || share === 1 ? 0 : 1)} %`;
}

/** At most six digits that matter; large and tiny numbers with a power of ten. */
export function figure(value: number): string {
  if (value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-4)) return value.toExponential(3);
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 });
}

/** `2026-03-01 08:30 UTC` of an ISO 8601 text or a date. */
export function moment(when: string | Date): string {
  const text = typeof when === 'string' ? when : when.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 16)} UTC`;
}

/** `850 ms`, `12.4 s`, `3 min 20 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `part` of `whole`; 0 of nothing is 0. */
export const shareOf = (part: number, all: number): number => (all > 0 ? Math.min(1, part / all) : 0);

/** The beginning of a text that may be of any length. */
export function shortened(text: string, limit = 60): string {
  const characters = [...text.slice(0, 2 * limit + 2)];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : text;
}
