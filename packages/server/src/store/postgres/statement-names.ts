/**
 * Names for statements that come again, so that PostgreSQL parses and plans each once a session and not each time: planning
 * a claim takes longer than running it.
 *
 * @returns the name to send a text under; undefined for texts to send without one
 */
export function createStatementNames({ limit = 500 } = {}): (sql: string) => string | undefined {
  const seen = new Map<string, { times: number; readonly name: string }>();
  return (sql) => {
    if (HAS_OPEN_COLUMNS.test(sql) || sql.length > LONGEST) return undefined;
    const known = seen.get(sql);
    if (known) {
      known.times += 1;
      return known.times >= WORTH_A_NAME ? known.name : undefined;
    }
    // Texts that are made anew each time must not push out the others, nor fill the sessions of the server.
    if (seen.size < limit) seen.set(sql, { times: 1, name: `assay_${seen.size}` });
    return undefined;
  };
}

/** A text that comes so often will come again. */
const WORTH_A_NAME = 3;

/** Characters; longer texts are inserts of many rows, which seldom have the same number of them. */
const LONGEST = 8_000;

/**
 * A prepared statement refuses to run when its columns have changed, as those of a star do when another server migrates the
 * store. Not the star of `count(*)` or of a product.
 */
const HAS_OPEN_COLUMNS = /(?:\b(?:select|distinct|returning)\b|[,.])\s*\*/i;
