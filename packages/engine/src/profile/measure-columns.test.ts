/** Trouble in one place stays there. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROFILE_MEASURES, type ProfileMeasure, VALUE_GROUPINGS } from '@assay/checks';
import { average, countIf, userSql } from '@assay/dialects';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileAll, testOptions } from '../conformance/live-engines.ts';
import { type MeasureCatalog, openTarget, type Target } from '../index.ts';

const RUN_AT = '2025-07-01T00:00:00Z';

describe('measuring the columns of a table', () => {
  let home: Awaited<ReturnType<typeof testOptions>>;
  let target: Target;
  beforeAll(async () => {
    home = await testOptions({ patternDictionaryLimit: 1000 });
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `${i},${i % 2 === 0 ? `AB-${i}` : `note ${i}`},${i % 3}`,
    );
    await writeFile(join(home.files, 'rows.csv'), ['id,code,few', ...lines].join('\n'));
    target = await openTarget({ type: 'files', path: home.files }, home.options);
  });
  afterAll(async () => {
    await target.close();
    await home.remove();
  });
  const profile = async (catalog?: MeasureCatalog) => {
    const opened = { target, options: home.options, close: async () => {} };
    const measured = await profileAll(
      opened,
      await target.describe('main', null),
      'in_place',
      RUN_AT,
      catalog,
    );
    return measured.get('rows')!;
  };
  const withMeasure = (changed: Partial<ProfileMeasure> & Pick<ProfileMeasure, 'name'>): MeasureCatalog => ({
    groupings: VALUE_GROUPINGS,
    measures: PROFILE_MEASURES.map((measure) =>
      measure.name === changed.name ? ({ ...measure, ...changed } as ProfileMeasure) : measure,
    ),
  });

  it('a count that cannot be computed makes its column an error that says why; the others are whole', async () => {
    const broken = withMeasure({
      name: 'numeric_ct',
      aggregate: () => countIf(userSql<'boolean'>('no_such_function(value)')),
    });
    const { columns } = await profile(broken);
    const [id, code, few] = columns;
    expect(code?.error).toContain('no_such_function');
    expect(code?.measures).toEqual({ record_ct: 20_000 });
    for (const column of [id, few])
      expect(column).toMatchObject({ error: null, measures: { value_ct: 20_000 } });
  });

  it('a number that cannot be computed is null, and the column keeps everything else', async () => {
    const broken = withMeasure({
      name: 'avg_value',
      aggregate: () => average(userSql<'number'>(`CAST('x' AS DOUBLE)`)),
    });
    const { columns } = await profile(broken);
    expect(columns[0]).toMatchObject({
      error: null,
      measures: { avg_value: null, max_value: 19_999, value_ct: 20_000 },
    });
  });

  it('patterns of many values are estimated from a part of them, the same in every run, and scaled', async () => {
    const first = (await profile()).columns[1]!;
    expect(first.patterns).toMatchObject({ estimated: true });
    expect(first.patterns).toEqual((await profile()).columns[1]!.patterns);
    const listed = first.patterns!.items.reduce((sum, { count }) => sum + count, first.patterns!.otherRows);
    expect(listed).toBeGreaterThan(19_900);
    expect(listed).toBeLessThan(20_100);
    const codes = first.patterns!.items.filter(({ value }) => value.startsWith('AA-'));
    const share = codes.reduce((sum, { count }) => sum + count, 0) / 20_000;
    // A sample of about 600 values: five standard deviations around a half.
    expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
    expect(first.frequencies).toMatchObject({ estimated: false, distinct: 20_000 });
  });

  it('columns come back in their own order, and progress reaches the last of them', async () => {
    const { columns } = await profile();
    expect(columns.map(({ column, position }) => [column, position])).toEqual([
      ['id', 1],
      ['code', 2],
      ['few', 3],
    ]);
  });
});
