/** A statement of PostgreSQL's protocol has at most 65,535 parameters; these rows have up to thirty each. */
const ROWS_AT_A_TIME = 1_000;

/** Runs `write` over `rows` in pieces that fit a statement; not at all when there are none. */
export async function inChunks<Row>(
  rows: readonly Row[],
  write: (chunk: readonly Row[]) => Promise<unknown>,
  size: number = ROWS_AT_A_TIME,
): Promise<void> {
  for (let start = 0; start < rows.length; start += size) await write(rows.slice(start, start + size));
}
