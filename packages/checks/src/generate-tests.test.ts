import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ColumnProfile, TableProfile } from './column-profile.ts';
import { type ExistingTest, type GenerationFacts, generateTests } from './generate-tests.ts';
import { NO_PARAMETERS, type TestParameters } from './test-definition.ts';
import { TEST_TYPES } from './test-types/catalog.generated.ts';
import { tableProfile } from './testing/sample-profiles.ts';

const RUN_AT = '2024-03-05T09:00:00Z';
const NOTHING: GenerationFacts = { runAt: RUN_AT, history: [], existing: [] };
/** What suites of people's own get. */
const STANDARD_TYPES = TEST_TYPES.filter(({ generation }) => generation?.set === undefined);
const generate = (profiles: readonly TableProfile[], facts: Partial<GenerationFacts> = {}) =>
  generateTests(profiles, STANDARD_TYPES, { ...NOTHING, ...facts });
/** `key: value of one parameter` of all tests for a column (null: for the table). */
const proposed = (profile: TableProfile, column: string | null, facts: Partial<GenerationFacts> = {}) =>
  new Map(
    generate([profile], facts)
      .add.filter((test) => test.column === column)
      .map((test) => [test.testType, test.parameters]),
  );

const MEASURED: Partial<ColumnProfile> = {
  column: 'amount',
  generalType: 'N',
  semanticType: 'Measurement',
  measures: {
    distinct_value_ct: 800,
    min_value: 1.5,
    max_value: 99.5,
    avg_value: 50,
    stdev_value: 10,
    fractional_sum: 480.2,
  },
};

describe('what is proposed', () => {
  it('for a measured quantity', () => {
    const tests = proposed(tableProfile('sales', 1000, [MEASURED]), 'amount');
    expect([...tests.keys()].sort()).toEqual([
      'Avg_Shift',
      'Dec_Trunc',
      'Incr_Avg_Shift',
      'Min_Val',
      'Outlier_Pct_Above',
      'Outlier_Pct_Below',
      'Required',
      'Variability_Decrease',
      'Variability_Increase',
    ]);
    expect(tests.get('Avg_Shift')).toMatchObject({
      baseline_value_ct: '1000',
      baseline_avg: '50',
      baseline_sd: '10',
      threshold_value: '0.5',
    });
    expect(tests.get('Incr_Avg_Shift')).toMatchObject({ baseline_sum: '50000', threshold_value: '2' });
    expect(tests.get('Dec_Trunc')).toMatchObject({ threshold_value: '480' });
    expect(tests.get('Min_Val')).toMatchObject({ baseline_value: '1.5' });
    expect(tests.get('Outlier_Pct_Above')).toMatchObject({ baseline_avg: '50', baseline_sd: '10' });
    expect(tests.get('Outlier_Pct_Below')).toMatchObject({ threshold_value: '0.05' });
    expect(tests.get('Variability_Increase')).toMatchObject({ threshold_value: '120' });
    expect(tests.get('Variability_Decrease')).toMatchObject({ threshold_value: '80' });
  });

  it('for the dates of transactions', () => {
    const tests = proposed(
      tableProfile('sales', 500, [
        {
          column: 'sold_on',
          generalType: 'D',
          semanticType: 'Transactional Date',
          measures: {
            distinct_value_ct: 61,
            min_date: '2024-01-01',
            max_date: '2024-03-01',
            future_date_ct: 0,
            date_days_present: 61,
            date_weeks_present: 9,
            date_months_present: 3,
          },
        },
      ]),
      'sold_on',
    );
    expect([...tests.keys()].sort()).toEqual([
      'Daily_Record_Ct',
      'Distinct_Date_Ct',
      'Future_Date',
      'Min_Date',
      'Monthly_Rec_Ct',
      'Recency',
      'Required',
      'Unique_Pct',
      'Weekly_Rec_Ct',
    ]);
    expect(tests.get('Recency')).toMatchObject({ threshold_value: '11' });
    expect(tests.get('Distinct_Date_Ct')).toMatchObject({ threshold_value: '61' });
    expect(tests.get('Unique_Pct')).toMatchObject({ baseline_value_ct: '500', baseline_unique_ct: '61' });
  });

  it('for a code with a closed list and gaps', () => {
    const values = ['a', 'b', "it's", 'd'];
    const tests = proposed(
      tableProfile('sales', 1000, [
        {
          column: 'status',
          semanticType: 'Code',
          measures: { value_ct: 990, distinct_value_ct: 4, max_length: 4 },
          frequencies: {
            items: values.map((value) => ({ value, count: 1 })),
            distinct: 4,
            otherRows: 0,
            estimated: false,
          },
        },
      ]),
      'status',
    );
    expect([...tests.keys()].sort()).toEqual(['LOV_Match', 'Missing_Pct']);
    expect(tests.get('LOV_Match')).toMatchObject({ baseline_value: "('a','b','d','it''s')" });
    expect(tests.get('Missing_Pct')).toMatchObject({
      baseline_ct: '1000',
      baseline_value_ct: '990',
      threshold_value: '0.3',
    });
  });

  it('for an identifier of one shape', () => {
    const tests = proposed(
      tableProfile('sales', 600, [
        {
          column: 'invoice',
          semanticType: 'ID-Unique',
          measures: { distinct_value_ct: 600, numeric_ct: 0, min_length: 7, avg_length: 7, max_length: 7 },
          patterns: {
            items: [{ value: 'AA.NNNN', count: 600 }],
            distinct: 1,
            otherRows: 0,
            estimated: false,
          },
        },
      ]),
      'invoice',
    );
    expect([...tests.keys()].sort()).toEqual(['Pattern_Match', 'Required', 'Unique', 'Unique_Pct']);
    expect(tests.get('Pattern_Match')).toMatchObject({ baseline_value: '[A-Z]{2}\\.[0-9]{4}' });
  });

  it('for a value that never changes, once a second profile agrees', () => {
    const constant = (value: boolean) =>
      tableProfile('sales', 20, [
        {
          column: 'live',
          generalType: 'B',
          measures: { distinct_value_ct: 1, boolean_true_ct: value ? 20 : 0 },
        },
      ]);
    const alone = proposed(constant(true), 'live');
    const again = proposed(constant(true), 'live', { history: [[constant(true)]] });
    const changed = proposed(constant(true), 'live', { history: [[constant(false)]] });
    expect([...alone.keys()]).toEqual(['Distinct_Value_Ct', 'Required']);
    expect(again.get('Constant')).toMatchObject({ baseline_value: 'true' });
    expect(again.has('Distinct_Value_Ct')).toBe(false);
    expect(changed.has('Constant')).toBe(false);
  });

  it('for a table: rows that must stay, and rows that must differ', () => {
    const tests = proposed(tableProfile('sales', 1000, [MEASURED]), null);
    expect(tests.get('Row_Ct')).toMatchObject({ threshold_value: '500' });
    expect(tests.get('Dupe_Rows')).toMatchObject({ groupby_names: 'amount' });
    expect(proposed(tableProfile('few', 40, []), null).get('Row_Ct')).toMatchObject({ threshold_value: '1' });
  });

  it('leaves whole rows alone where one column tells them apart already', () => {
    const keyed = tableProfile('sales', 1000, [
      MEASURED,
      { column: 'id', measures: { distinct_value_ct: 1000 } },
    ]);
    expect(proposed(keyed, null).has('Dupe_Rows')).toBe(false);
  });

  it('nothing for a table that shrank, where a test needs one that only grows', () => {
    const tests = proposed(tableProfile('sales', 1000, [MEASURED]), 'amount', {
      history: [[tableProfile('sales', 1001, [MEASURED])]],
    });
    expect(tests.has('Dec_Trunc')).toBe(false);
    expect(tests.has('Avg_Shift')).toBe(true);
  });

  it('says why, in a sentence', () => {
    for (const { reason } of generate([tableProfile('sales', 1000, [MEASURED])]).add) {
      expect(reason).toMatch(/^[A-Z].+\.$/);
    }
  });
});

function existing(
  testType: string,
  column: string | null,
  parameters: Partial<TestParameters>,
  given: Partial<ExistingTest> = {},
): ExistingTest {
  return {
    definition: {
      id: `${testType} ${column}`,
      testType,
      schema: null,
      table: 'sales',
      column,
      parameters: { ...NO_PARAMETERS, ...parameters },
      severity: null,
    },
    generated: true,
    locked: false,
    manualFields: [],
    ...given,
  };
}
const idsOf = (tests: readonly { readonly id: string }[]) => tests.map(({ id }) => id);

describe('generating again', () => {
  const profile = tableProfile('sales', 1000, [MEASURED]);
  const firstTime = generate([profile]).add.map(({ testType, column, parameters }) =>
    existing(testType, column, parameters),
  );

  it('changes nothing when the profile is the same', () => {
    const plan = generate([profile], { existing: firstTime });
    expect([plan.add, plan.update, plan.remove]).toEqual([[], [], []]);
    expect(plan.unchanged).toHaveLength(firstTime.length);
  });

  it('renews baselines and keeps the fields that a person set', () => {
    const edited = existing(
      'Min_Val',
      'amount',
      { baseline_value: '0', threshold_value: '3' },
      { manualFields: ['threshold_value'] },
    );
    expect(generate([profile], { existing: [edited] }).update).toEqual([
      expect.objectContaining({ id: 'Min_Val amount', changes: { baseline_value: '1.5' } }),
    ]);
  });

  it('says what it would set in fields that a person set', () => {
    const [edited, asProposed] = [{ threshold_value: '0.9' }, { threshold_value: '0.5' }].map((set) => {
      const proposed = firstTime.find(({ definition }) => definition.testType === 'Avg_Shift')!;
      const parameters = { ...proposed.definition.parameters, ...set };
      return existing('Avg_Shift', 'amount', parameters, { manualFields: ['threshold_value'] });
    });
    const kept = (test: ExistingTest) => generate([profile], { existing: [test] }).unchanged[0];
    expect(kept(edited!)).toMatchObject({
      because: 'edited',
      reason: 'A person set threshold_value.',
      withheld: { threshold_value: '0.5' },
    });
    expect(kept(asProposed!)).toMatchObject({ because: 'up_to_date', withheld: {} });
    const stale = { ...edited!.definition.parameters, baseline_avg: '40' };
    expect(
      generate([profile], {
        existing: [{ ...edited!, definition: { ...edited!.definition, parameters: stale } }],
      }).update,
    ).toMatchObject([{ changes: { baseline_avg: '50' }, withheld: { threshold_value: '0.5' } }]);
  });

  it('leaves locked tests and tests of people alone', () => {
    const kept = [
      existing('Min_Val', 'amount', { baseline_value: '0' }, { locked: true }),
      existing('Avg_Shift', 'amount', {}, { generated: false }),
    ];
    const plan = generate([profile], { existing: kept });
    expect(idsOf(plan.unchanged)).toEqual(idsOf(kept.map(({ definition }) => definition)));
    expect(plan.unchanged.map(({ because }) => because)).toEqual(['locked', 'made_by_hand']);
    expect(plan.add.map(({ testType }) => testType)).not.toContain('Avg_Shift');
  });

  it('renews a generated test beside a twin that a person made', () => {
    const twins = [
      existing('Min_Val', 'amount', {}, { generated: false }),
      existing('Min_Val', 'amount', { baseline_value: '0' }),
    ];
    const plan = generate([profile], { existing: twins });
    expect([plan.update.length, plan.remove.length, plan.unchanged.length]).toEqual([1, 0, 1]);
  });
});

describe('a test that is no longer proposed', () => {
  const gone = existing('Required', 'gone', {});
  const profile = tableProfile('sales', 1000, [MEASURED]);
  const removed = (
    test: ExistingTest,
    profiles: readonly TableProfile[],
    facts: Partial<GenerationFacts> = {},
  ) => idsOf(generate(profiles, { ...facts, existing: [test] }).remove);

  it('is removed with its column', () => {
    expect(removed(gone, [profile])).toEqual(['Required gone']);
  });

  it('stays when it is locked, made or changed by a person', () => {
    expect(removed({ ...gone, locked: true }, [profile])).toEqual([]);
    expect(removed({ ...gone, generated: false }, [profile])).toEqual([]);
    expect(removed({ ...gone, manualFields: ['threshold_value'] }, [profile])).toEqual([]);
  });

  it('stays when its table failed, is empty, or was not profiled', () => {
    expect(removed(gone, [tableProfile('sales', null, [], { error: 'permission denied' })])).toEqual([]);
    expect(removed(gone, [tableProfile('sales', 0, [])])).toEqual([]);
    expect(removed(gone, [])).toEqual([]);
  });

  it('stays when its column could not be measured', () => {
    expect(removed(gone, [tableProfile('sales', 1000, [{ column: 'gone', error: 'time-out' }])])).toEqual([]);
  });

  it('goes with a table that is known to be dropped', () => {
    expect(removed(gone, [], { tablesThatExist: ['sales'] })).toEqual([]);
    expect(removed(gone, [], { tablesThatExist: ['other'] })).toEqual(['Required gone']);
  });

  it('is not mentioned when its type was not asked for', () => {
    const types = TEST_TYPES.filter(({ key }) => key !== 'Required');
    const plan = generateTests([profile], types, { ...NOTHING, existing: [gone] });
    expect([...plan.remove, ...plan.unchanged]).toEqual([]);
  });
});

describe('any generation', () => {
  it('settles every existing test exactly once and repeats itself', () => {
    const tests = fc.subarray([
      existing('Min_Val', 'amount', { baseline_value: '9' }),
      existing('Required', 'gone', {}),
      existing('Required', 'amount', { threshold_value: '0' }),
      existing('Unique', 'amount', {}, { locked: true }),
    ]);
    const profiles = fc.constantFrom(
      [],
      [tableProfile('sales', 1000, [MEASURED])],
      [tableProfile('sales', 0, [])],
    );
    fc.assert(
      fc.property(tests, profiles, (list, profiled) => {
        const plan = generate(profiled, { existing: list });
        expect(idsOf([...plan.update, ...plan.remove, ...plan.unchanged]).sort()).toEqual(
          idsOf(list.map(({ definition }) => definition)).sort(),
        );
        expect(generate(profiled, { existing: list })).toEqual(plan);
      }),
    );
  });
});
