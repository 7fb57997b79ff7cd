/** Processor time that a PostgreSQL server has spent, sessions that have ended included. Linux only: else null. */
import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** The kernel counts in hundredths of a second, whatever its own clock is: see times(2). */
const TICKS_PER_SECOND = 100;

export async function serverSeconds(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: string }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid`,
  );
  await client.end();
  const file = `/proc/${rows[0]?.pid}/stat`;
  if (!existsSync(file)) return null;
  // After the name in parentheses; fields 14 to 17 are its own time and that of the children it waited for: see proc(5).
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND;
}
