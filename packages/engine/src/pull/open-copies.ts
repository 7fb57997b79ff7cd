/**
 * The tables of a suite, copied out of their target and standing under their own names in a DuckDB of this process. What is
 * damaged is a view over a copy; the target only ever answers SELECTs.
 */
import { dialects, type TableName } from '@assay/dialects';
import {
  type EngineOptions,
  type QueryOptions,
  type RelationDescription,
  type Target,
  TargetError,
} from '../target.ts';
import { copyTable, type TableCopy, type UncopiedTable } from './copy-table.ts';
import { openPullSpace, type PullSpace } from './pull-space.ts';

export interface Copies {
  readonly tables: readonly TableCopy[];
  readonly uncopied: readonly UncopiedTable[];
  /** Answers about the copies as they stand, damaged or not. */
  readonly target: Target;
  /** Lets the table's name stand for this SELECT over its copy. */
  show(table: TableName, select: string, signal: AbortSignal): Promise<void>;
  /** Drops everything. */
  close(): Promise<void>;
}

export interface CopiesRequest {
  readonly tables: readonly RelationDescription[];
  readonly rowLimit: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Called after each table. */
  readonly onTable: (done: number) => void;
}

/** No user's schema is called like this. */
const BASE_SCHEMA = 'assay_copies';
const quote = (name: string) => dialects.duckdb.quoteIdentifier(name);

/** Throws TargetError; nothing is left behind then. */
export async function openCopies(
  target: Target,
  request: CopiesRequest,
  options: EngineOptions,
): Promise<Copies> {
  const space = await openPullSpace(options);
  try {
    await space.database.execute(`CREATE SCHEMA ${BASE_SCHEMA}`);
    const copied = await copyTables(target, space, request);
    const copies = copied.filter((copy): copy is TableCopy => 'base' in copy);
    const shown = showInto(space);
    for (const copy of copies) await shown(copy.description, undamaged(copy), request.signal);
    return {
      tables: copies,
      uncopied: copied.filter((copy): copy is UncopiedTable => 'problem' in copy),
      target: copyTarget(space, copies),
      show: shown,
      close: () => space.close(),
    };
  } catch (error) {
    await space.close();
    throw error;
  }
}

export const undamaged = ({ base, types, draw }: TableCopy): string =>
  `SELECT ${columnNames({ types, draw }).join(', ')} FROM ${base}`;

/** Of the table, quoted. */
export const columnNames = ({ types, draw }: Pick<TableCopy, 'types' | 'draw'>): string[] =>
  [...types.keys()].map(quote).filter((name) => name !== draw);

async function copyTables(
  target: Target,
  space: PullSpace,
  { tables, rowLimit, seed, signal, onTable }: CopiesRequest,
): Promise<(TableCopy | UncopiedTable)[]> {
  const copied: (TableCopy | UncopiedTable)[] = [];
  for (const [index, table] of tables.entries()) {
    const base = `${BASE_SCHEMA}.copy_${index}`;
    try {
      copied.push(await copyTable(target, table, space, { rowLimit, seed, base, signal }));
    } catch (error) {
      // A table that cannot be read is no reason to leave the others; a target that is gone is.
      if (!(error instanceof TargetError) || error.kind === 'canceled' || error.kind === 'unreachable')
        throw error;
      copied.push({ description: table, problem: error.message });
    }
    onTable(index + 1);
  }
  return copied;
}

const showInto =
  ({ database }: PullSpace) =>
  async ({ schema, table }: TableName, select: string, signal: AbortSignal): Promise<void> => {
    const place = quote(schema ?? 'main');
    await database.execute(`CREATE SCHEMA IF NOT EXISTS ${place}`, { signal });
    await database.execute(`CREATE OR REPLACE VIEW ${place}.${quote(table)} AS ${select}`, { signal });
  };

function copyTarget({ database, threads }: PullSpace, copies: readonly TableCopy[]): Target {
  const described = copies.map(({ description }) => description);
  const ofSchema = (schema: string) => described.filter((table) => table.schema === schema);
  return {
    type: 'duckdb',
    dialect: dialects.duckdb,
    concurrency: threads,
    ping: async () => ({ serverVersion: 'in process', latencyMs: 0 }),
    schemas: async () => [...new Set(described.flatMap(({ schema }) => schema ?? []))],
    tables: async (schema) => ofSchema(schema),
    describe: async (schema, tables) =>
      ofSchema(schema).filter(({ table }) => tables === null || tables.includes(table)),
    query: (statement, options?: QueryOptions) => database.query(statement, options),
    close: () => database.close(),
  };
}
