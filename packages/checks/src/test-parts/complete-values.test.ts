/** A list that may not hold whole values is no list of the values. */
import { describe, expect, it } from 'vitest';
import { patternMatch } from '../test-types/pattern-match.ts';
import { measureValues } from '../testing/measure-example-table.ts';
import { columnProfile } from '../testing/sample-profiles.ts';
import { LISTED_CHARACTERS } from '../value-grouping.ts';
import { completeValues } from './complete-values.ts';

const RUN_AT = '2025-07-01T00:00:00Z';
const profileOf = (values: readonly string[]) => {
  const { measures, groupings } = measureValues('text', values, RUN_AT);
  return columnProfile({ ...groupings, measures, semanticType: 'Attribute' });
};

describe('values and patterns that are cut', () => {
  const long = 'x'.repeat(LISTED_CHARACTERS + 1);

  it('are listed by their beginning, each with its own rows', () => {
    const column = profileOf([long, long, `${long}y`]);
    const cut = 'x'.repeat(LISTED_CHARACTERS);
    expect(column.frequencies?.items).toEqual([
      { value: cut, count: 2 },
      { value: cut, count: 1 },
    ]);
    expect(column.measures).toMatchObject({ mode_value: cut, mode_ct: 2 });
    expect(column.patterns?.items.map(({ value }) => value.length)).toEqual([
      LISTED_CHARACTERS,
      LISTED_CHARACTERS,
    ]);
  });

  it('are not the values that a column may hold', () => {
    expect(completeValues(profileOf(['b', 'a', 'b']))).toEqual(['a', 'b']);
    expect(completeValues(profileOf(['b', 'x'.repeat(LISTED_CHARACTERS - 1)]))).toHaveLength(2);
    expect(completeValues(profileOf(['b', 'x'.repeat(LISTED_CHARACTERS)]))).toBeNull();
  });

  it('are no pattern that every value must follow', () => {
    const codes = (length: number) => Array.from({ length: 11 }, (_, i) => `${'x'.repeat(length)}-${10 + i}`);
    const { generation } = patternMatch;
    const proposed = (length: number) =>
      generation?.per === 'column' && generation.propose(profileOf(codes(length)), {} as never);
    expect(proposed(5)).toMatchObject({ parameters: { threshold_value: '0' } });
    expect(proposed(LISTED_CHARACTERS)).toBeNull();
  });
});
