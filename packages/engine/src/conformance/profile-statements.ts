/** Tables that no example can say, made by SQL and profiled on one of the live engines. */
import { join } from 'node:path';
import type { MeasuredTable } from '@assay/checks';
import { createPostgresDatabase } from '@assay/test-support';
import { DuckDBInstance } from '@duckdb/node-api';
import { type MeasureCatalog, openTarget, type Target } from '../index.ts';
import { type LiveEngine, profileAll, testOptions } from './live-engines.ts';

export const isPostgres = ({ strategy }: LiveEngine): boolean => strategy !== 'in_place';

/** Runs the statements in a database of its own, profiles every table `times` times, and leaves nothing behind. */
export async function profileStatements(
  engine: LiveEngine,
  statements: readonly string[],
  runAt: string,
  { catalog, times = 1 }: { readonly catalog?: MeasureCatalog; readonly times?: number } = {},
): Promise<Map<string, MeasuredTable>[]> {
  const { options, files, remove } = await testOptions();
  const profiled: Map<string, MeasuredTable>[] = [];
  const profile = async (target: Target, schema: string) => {
    try {
      const relations = await target.describe(schema, null);
      const opened = { target, options, close: async () => {} };
      for (let time = 0; time < times; time++)
        profiled.push(await profileAll(opened, relations, engine.strategy, runAt, catalog));
    } finally {
      await target.close();
    }
  };
  try {
    if (isPostgres(engine)) {
      const database = await createPostgresDatabase();
      try {
        for (const statement of statements) await database.query(statement);
        await profile(await openTarget({ type: 'postgresql', url: database.url }, options), 'public');
      } finally {
        await database.drop();
      }
    } else {
      const path = join(files, 'tables.duckdb');
      const instance = await DuckDBInstance.create(path);
      const connection = await instance.connect();
      for (const statement of statements) await connection.run(statement);
      connection.closeSync();
      instance.closeSync();
      await profile(await openTarget({ type: 'duckdb', path }, options), 'main');
    }
  } finally {
    await remove();
  }
  return profiled;
}
