import { readFileSync } from 'node:fs';
import { GENERAL_TYPES } from '@assay/dialects';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_RUN_AT } from '../example.ts';
import type { MeasureName } from '../measure-values.ts';
import { measureValues } from '../testing/measure-example-table.ts';
import { PROFILE_MEASURES } from './catalog.generated.ts';

const names = PROFILE_MEASURES.map(({ name }) => name);

/** The names of the interface, read from its source: types leave nothing to compare with at run time. */
function declaredNames(): string[] {
  const source = readFileSync(new URL('../measure-values.ts', import.meta.url), 'utf8');
  const body = source.slice(source.indexOf('interface MeasureValues'), source.indexOf('\n}'));
  return [...body.matchAll(/^ {2}(\w+): /gm)].map((match) => match[1] as MeasureName);
}

describe.each(PROFILE_MEASURES)('$name', (measure) => {
  it('has at least two examples and a title that people can read', () => {
    expect(measure.examples.length).toBeGreaterThanOrEqual(2);
    expect(measure.title).toMatch(/^[A-Z][^_]+$/);
    expect(measure.description).toMatch(/\.$/);
  });
  it.each([...measure.examples])('of $type $values is $expect', (example) => {
    const { measures } = measureValues(example.type, example.values, example.runAt ?? EXAMPLE_RUN_AT);
    const value = measures[measure.name];
    if (typeof example.expect === 'number') expect(value).toBeCloseTo(example.expect, 6);
    else expect(value).toBe(example.expect);
  });
});

describe('the catalog of measures', () => {
  it('holds every measure of the interface once', () => {
    expect(names.toSorted()).toEqual(declaredNames().toSorted());
  });
  it('derives only from measures that apply to the same types', () => {
    for (const measure of PROFILE_MEASURES) {
      if (!('derive' in measure)) continue;
      const needed = PROFILE_MEASURES.filter(({ name }) => measure.needs.includes(name));
      expect(needed).toHaveLength(measure.needs.length);
      for (const { appliesTo } of needed) {
        expect(measure.appliesTo.every((type) => appliesTo.includes(type))).toBe(true);
      }
    }
  });
  it('measures something of every general type', () => {
    for (const type of GENERAL_TYPES) {
      expect(PROFILE_MEASURES.some(({ appliesTo }) => appliesTo.includes(type))).toBe(true);
    }
  });
});
