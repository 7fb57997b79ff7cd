import { describe, expect, it } from 'vitest';
import { thresholdProblems, thresholdsOf } from './hygiene-thresholds.ts';
import { HYGIENE_TYPES } from './hygiene-types/catalog.generated.ts';
import { smallMissingValueCt } from './hygiene-types/small-missing-value-ct.ts';

describe('thresholds of a type', () => {
  it('are the defaults, but for what the table group sets', () => {
    expect(thresholdsOf(smallMissingValueCt, {})).toEqual({ complete_share: 0.97 });
    const settings = { Small_Missing_Value_Ct: { complete_share: 0.9 }, No_Values: {} };
    expect(thresholdsOf(smallMissingValueCt, settings)).toEqual({ complete_share: 0.9 });
  });
  it('have titles and names that settings can carry', () => {
    for (const { thresholds = {} } of HYGIENE_TYPES)
      for (const [name, { title }] of Object.entries(thresholds)) {
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect(title).toMatch(/^[A-Z].*[^.]$/);
      }
  });
});

describe('threshold problems', () => {
  it('are none for known names within their bounds, the bounds included', () => {
    for (const { key, thresholds = {} } of HYGIENE_TYPES)
      for (const [name, { minimum, maximum, default: usual }] of Object.entries(thresholds))
        for (const value of [minimum, usual, maximum])
          expect(thresholdProblems({ [key]: { [name]: value } })).toEqual([]);
  });
  it('name every place at once, with the remedy', () => {
    const settings = {
      Small_Missing_Value_Ct: { complete_share: 1.5, nulls: 3, constructor: 1 },
      No_Values: { share: 1 },
      Nothing_Of_The_Sort: { x: 1 },
    };
    expect(thresholdProblems(settings)).toEqual([
      {
        path: 'Small_Missing_Value_Ct.complete_share',
        message: 'Must be a number from 0.5 to 1 (share), not 1.5.',
      },
      {
        path: 'Small_Missing_Value_Ct.nulls',
        message: 'Small_Missing_Value_Ct has no threshold "nulls"; it has complete_share.',
      },
      {
        path: 'Small_Missing_Value_Ct.constructor',
        message: 'Small_Missing_Value_Ct has no threshold "constructor"; it has complete_share.',
      },
      { path: 'No_Values.share', message: 'No_Values has no threshold "share"; it has none.' },
      { path: 'Nothing_Of_The_Sort', message: 'There is no hygiene issue type "Nothing_Of_The_Sort".' },
    ]);
  });
  it('refuse what is no number', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '0.9' as unknown as number])
      expect(thresholdProblems({ Small_Missing_Value_Ct: { complete_share: value } })).toHaveLength(1);
  });
});
