/** Every example of every profile measure, on every way of measuring. */

import {
  EXAMPLE_RUN_AT,
  type MeasuredTable,
  type MeasureName,
  PROFILE_MEASURES,
  VALUE_GROUPINGS,
} from '@assay/checks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasureCatalog } from '../index.ts';
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

/** A measure with those it is derived from. */
function catalogOf(name: MeasureName): MeasureCatalog {
  const needed = new Set<MeasureName>();
  const need = (one: MeasureName) => {
    if (needed.has(one)) return;
    needed.add(one);
    const measure = PROFILE_MEASURES.find((candidate) => candidate.name === one);
    if (measure !== undefined && 'needs' in measure) measure.needs.forEach(need);
  };
  need(name);
  return {
    measures: PROFILE_MEASURES.filter((measure) => needed.has(measure.name)),
    groupings: VALUE_GROUPINGS.filter((grouping) =>
      PROFILE_MEASURES.some(
        (measure) => needed.has(measure.name) && 'grouping' in measure && measure.grouping === grouping.name,
      ),
    ),
  };
}

describe.each(LIVE_ENGINES)('profile measures on $name', (engine) => {
  if (!engine.available()) return it.skip('PostgreSQL is not installed');
  let opened: OpenedEngine;
  const measured = new Map<string, MeasuredTable>();
  beforeAll(async () => {
    opened = await engine.open([{ schema: 'measured', tables }]);
    const described = await opened.target.describe('measured', null);
    // All measures of all examples would be computed ten times as long; profiles whole are what the other suites do.
    for (const group of Map.groupBy(cases, ({ measure, runAt }) => `${measure} ${runAt}`).values()) {
      const [{ measure, runAt }] = group as [(typeof cases)[number]];
      const wanted = described.filter(({ table }) => group.some((one) => one.table === table));
      const profiled = await profileAll(opened, wanted, engine.strategy, runAt, catalogOf(measure));
      for (const [name, table] of profiled) measured.set(name, table);
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
