import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbForFile } from '@assay/test-support';
import { afterAll, describe, expect, it } from 'vitest';
import { today } from './calendar.ts';
import { type DemoOptions, generateDemoData } from './generate-demo-data.ts';

const connection = await duckdbForFile();
const root = mkdtempSync(join(tmpdir(), 'assay-demo-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Table name to a digest: of the bytes of a CSV file, of the rows in file order of a Parquet file. */
async function digests(name: string, options: DemoOptions): Promise<Record<string, string>> {
  const directory = join(root, name);
  const { tables } = await generateDemoData(directory, options);
  const found: Record<string, string> = {};
  for (const { table, file } of tables) {
    const path = join(directory, file);
    found[table] = file.endsWith('.csv')
      ? createHash('sha256').update(readFileSync(path)).digest('hex')
      : await parquetDigest(path);
  }
  return found;
}

async function parquetDigest(path: string): Promise<string> {
  const reader = await connection.runAndReadAll(
    `SELECT md5(string_agg(t::VARCHAR, chr(10) ORDER BY file_row_number))
       FROM read_parquet('${path}', file_row_number = true) t`,
  );
  return String(reader.getRows()[0]?.[0]);
}

const asOf = '2026-03-01';
const once = await digests('once', { seed: 5, asOf });
const other = await digests('other', { seed: 6, asOf });

describe('generateDemoData', () => {
  it('writes the same data for the same seed and day', async () => {
    expect(await digests('again', { seed: 5, asOf })).toEqual(once);
  });

  it('writes other data for another seed', () => {
    for (const table of Object.keys(once)) expect(other[table], table).not.toBe(once[table]);
  });

  it('pretends to be exported today when no day is given', async () => {
    const before = today();
    const manifest = await generateDemoData(join(root, 'today'));
    expect([before, today()]).toContain(manifest.as_of);
  });

  it('replaces what an earlier call wrote', async () => {
    expect(await digests('once', { seed: 6, asOf })).toEqual(other);
  });
});
