import { describe, expect, it } from 'vitest';
import type { ExampleType } from '../example.ts';
import { numbered } from '../hygiene-parts/example-rows.ts';
import { profileExampleTables } from '../testing/profile-example-tables.ts';
import { tableProfile } from '../testing/sample-profiles.ts';
import { planDependencies } from './plan-dependencies.ts';

const planned = (columns: Record<string, ExampleType>, row: (index: number) => (string | number)[]) => {
  const rows = numbered(120, (i) => i).map((i) => row(i as number));
  const [profile] = profileExampleTables([{ table: 't', columns, rows }]);
  return planDependencies(profile!).map(({ determinant, dependent }) => `${determinant} -> ${dependent}`);
};

describe('dependencies worth asking for', () => {
  it('are those of a code and its name, both ways', () => {
    const questions = planned({ zip: 'text', city: 'text' }, (i) => [`${10000 + (i % 12)}`, `C${i % 12}`]);
    expect(questions).toEqual(['zip -> city', 'city -> zip']);
  });
  it('leave out keys, constants, dates and free amounts', () => {
    const columns = { id: 'integer', made: 'date', amount: 'double', fixed: 'text', zip: 'text' } as const;
    const row = (i: number) => [i, `2024-01-${10 + (i % 12)}`, i / 7, 'x', `${10000 + (i % 12)}`];
    expect(planned(columns, row)).toEqual([]);
  });
  it('leave out what would need to know more than the other column holds', () => {
    const columns = { region: 'text', zip: 'text' } as const;
    const row = (i: number) => [`R${i % 6}`, `${10000 + (i % 40)}`];
    expect(planned(columns, row)).toEqual(['zip -> region']);
  });
  it('leave out a determinant whose largest group cannot fit the dependent', () => {
    const columns = { grade: 'text', color: 'text' } as const;
    const row = (i: number) => [i < 100 ? 'A' : `B${i % 10}`, `color ${i % 4}`];
    expect(planned(columns, row)).toEqual([]);
  });
  it('are at most 60, the best of every column first, and the same each time', () => {
    const columns = numbered(300, (i) => i).map((i) => ({
      column: `code_${i}`,
      measures: { value_ct: 1000, distinct_value_ct: 50, mode_ct: 30, entropy: 5.5 },
    }));
    const table = tableProfile('wide', 1000, columns);
    const questions = planDependencies(table);
    expect(questions).toHaveLength(60);
    expect(new Set(questions.map(({ dependent }) => dependent)).size).toBe(60);
    expect(planDependencies(table)).toEqual(questions);
  });
});
