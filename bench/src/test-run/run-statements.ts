import pg from 'pg';

const CONNECTIONS = 2;

/** Runs plain SQL, two statements at a time, in the given order. */
export async function runStatements(url: string, statements: readonly string[]): Promise<void> {
  const waiting = [...statements];
  const work = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await client.query(next);
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
}
