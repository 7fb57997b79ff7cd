/** Every example of every profile measure, on every way of measuring. */

import type { MeasuredTable } from '@assay/checks';
import { EXAMPLE_RUN_AT, PROFILE_MEASURES } from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIVE_ENGINES, type OpenedEngine, profileAll } from './live-engines.ts';

const cases = PROFILE_MEASURES.flatMap((measure) =>
  measure.examples.map((example, index) => ({
    measure: measure.name,
    says: `${measure.name} of ${example.values.length} values of ${example.type}, example ${index + 1}`,
    table: `${measure.name}_${index}`,
    runAt: example.runAt ?? EXAMPLE_RUN_AT,
    example,
  })),
);
const tables = cases.map(({ table, example }) => ({
  table,
  columns: { v: example.type },
  rows: example.values.map((value) => [value]),
}));

describe.each(LIVE_ENGINES)('profile measures on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  const measured = new Map<string, MeasuredTable>();
  beforeAll(async () => {
    opened = await engine.open([{ schema: 'measured', tables }]);
    for (const runAt of new Set(cases.map((one) => one.runAt))) {
      const names = cases.filter((one) => one.runAt === runAt).map(({ table }) => table);
      const described = await opened.target.describe('measured', names);
      for (const [name, table] of await profileAll(opened, described, engine.strategy, runAt))
        measured.set(name, table);
    }
  });
  afterAll(() => opened?.close());

  it.each(cases)('$says', ({ table, measure, example }) => {
    const column = measured.get(table)?.columns[0];
    expect(column).toMatchObject({ column: 'v', error: null });
    const value = column?.measures[measure] ?? null;
    if (typeof example.expect === 'number' && typeof value === 'number')
      expect(Math.abs(value - example.expect)).toBeLessThanOrEqual(
        1e-9 * Math.max(1, Math.abs(example.expect)),
      );
    else expect(value).toEqual(example.expect);
  });
});
