/** Two databases at a time, for what is compared between them. */
import { LIVE_ENGINES, type LiveEngine } from './live-engines.ts';

const byName = (start: string): LiveEngine => {
  const engine = LIVE_ENGINES.find(({ name, strategy }) => name.startsWith(start) && strategy !== 'pull');
  if (engine === undefined) throw new Error(`no live engine ${start}`);
  return engine;
};
const [duckdb, postgresql] = [byName('DuckDB'), byName('PostgreSQL')];

export const ENGINE_PAIRS = [
  { name: 'DuckDB and DuckDB', here: duckdb, there: duckdb },
  { name: 'PostgreSQL and PostgreSQL', here: postgresql, there: postgresql },
  { name: 'DuckDB and PostgreSQL', here: duckdb, there: postgresql },
  { name: 'PostgreSQL and DuckDB', here: postgresql, there: duckdb },
] as const;
