/** Child process of `profile-files`. */
import { openTarget, profileTables } from '@assay/engine';
import { DuckDBInstance } from '@duckdb/node-api';
import { profiled } from '../profiled.ts';
import { runStep } from '../step.ts';
import type { FileContext } from './context.ts';

/** DuckDB's own profile: approximate distinct counts and percentiles, nothing about text. */
async function summarize({ file, threads }: FileContext) {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  try {
    if (file.type === 'duckdb') await connection.run(`ATTACH '${file.path}' AS bench (READ_ONLY)`);
    await connection.runAndReadAll(`SUMMARIZE SELECT * FROM ${file.from}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return {};
}

async function profile({ file, options }: FileContext) {
  const target = await openTarget({ type: file.type, path: file.path }, options);
  try {
    const tables = await target.describe('main', [file.table]);
    await profiled((hooks) =>
      profileTables(target, { tables, runAt: new Date().toISOString(), strategy: 'auto' }, options, hooks),
    );
  } finally {
    await target.close();
  }
  return {};
}

await runStep({ summarize, profile });
