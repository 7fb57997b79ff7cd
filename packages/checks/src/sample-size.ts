/** How many rows of a table are read when it is sampled. */

/** A larger sample narrows no interval that a person would notice: at 999,000 rows 95 % intervals of shares are 0.1 % wide. */
const MOST_SAMPLED_ROWS = 999_000;

export interface SampleSettings {
  /** Above 0 and below 100; anything else reads every row. */
  readonly percent: number;
  /** Tables with no more rows than this are read whole; a sample has at least as many. */
  readonly minimumRows: number;
}
export interface SampleSize {
  /** Rows to read: what is drawn row by row comes near it. */
  readonly rows: number;
  /** Rows of the table for each of them. */
  readonly ratio: number;
  /** Part of the table, rounded to four digits; for people. */
  readonly percent: number;
}

/** Null when every row is to be read. Rows are clamp(round(percent x records / 100), minimumRows, 999,000). */
export function sampleSize(recordCount: number, { percent, minimumRows }: SampleSettings): SampleSize | null {
  if (!(percent > 0 && percent < 100) || recordCount <= minimumRows) return null;
  const wanted = Math.round((percent * recordCount) / 100);
  const rows = Math.max(Math.min(wanted, MOST_SAMPLED_ROWS), minimumRows, 1);
  if (rows >= recordCount) return null;
  const share = rows / recordCount;
  return { rows, ratio: recordCount / rows, percent: Math.round(share * 1e6) / 1e4 };
}
