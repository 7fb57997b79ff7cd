/** The numbers that earlier results come to, under the names that formulas know them by. */
export const HISTORY_NUMBERS = [
  'VALUE',
  'MINIMUM',
  'MAXIMUM',
  'SUM',
  'AVERAGE',
  'STANDARD_DEVIATION',
] as const;
export type HistoryNumber = (typeof HISTORY_NUMBERS)[number];

/** Null where there are too few results to tell: one for most of them, two for the (sample) standard deviation. */
export function historyNumbers(
  newestFirst: readonly number[],
): Readonly<Record<HistoryNumber, number | null>> {
  const [newest = null] = newestFirst;
  if (newest === null) {
    return { VALUE: null, MINIMUM: null, MAXIMUM: null, SUM: null, AVERAGE: null, STANDARD_DEVIATION: null };
  }
  const total = newestFirst.reduce((sum, value) => sum + value, 0);
  const average = total / newestFirst.length;
  const squares = newestFirst.reduce((sum, value) => sum + (value - average) ** 2, 0);
  return {
    VALUE: newest,
    MINIMUM: Math.min(...newestFirst),
    MAXIMUM: Math.max(...newestFirst),
    SUM: total,
    AVERAGE: average,
    STANDARD_DEVIATION: newestFirst.length < 2 ? null : Math.sqrt(squares / (newestFirst.length - 1)),
  };
}
