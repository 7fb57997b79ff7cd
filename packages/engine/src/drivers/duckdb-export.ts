/** Rows out of an in-process DuckDB as CSV, in the form of `TableExport`. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRenderer, dialects } from '@assay/dialects';
import type { TableExport } from '../target.ts';
import type { DuckdbDatabase } from './duckdb-database.ts';

/** Each row is written by DuckDB itself as one line of text. */
export const duckdbExport = (database: DuckdbDatabase): TableExport => ({
  async copyTo(relation, selects, openSink, { sampleClause = '', ...options }) {
    const from = createRenderer(dialects.duckdb).tableName(relation);
    const line = selects.map(csvField).join(` || ',' || `);
    const sink = await openSink();
    return database.stream(`SELECT ${line} FROM ${from} ${sampleClause}`, options, async (chunks) => {
      let rows = 0;
      async function* text() {
        for await (const lines of chunks) {
          rows += lines.length;
          yield lines.map((one) => `${one}\n`).join('');
        }
      }
      await pipeline(Readable.from(text()), sink);
      return rows;
    });
  },
});

/** Nothing for null, in quotes what is a value. */
const csvField = (select: string): string =>
  `(CASE WHEN (${select}) IS NULL THEN '' ELSE '"' || replace(CAST((${select}) AS VARCHAR), '"', '""') || '"' END)`;
