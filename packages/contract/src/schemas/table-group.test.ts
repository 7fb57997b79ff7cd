import { describe, expect, it } from 'vitest';
import { newTableGroup, newTableGroupExample, tableGroupChange } from './table-group.ts';

describe('a new table group', () => {
  it('takes every table and looks for personal data unless told otherwise', () => {
    const { name, connection_id, schema } = newTableGroupExample;
    expect(newTableGroup.parse({ name, connection_id, schema })).toEqual({
      name,
      connection_id,
      schema,
      description: null,
      tables: [],
      include: [],
      exclude: [],
      id_column_mask: '%_id,%id',
      surrogate_key_column_mask: '%_sk',
      detect_pii: true,
      detect_critical_data: true,
      skip_excluded_columns: true,
      use_sampling: false,
      sample_percent: 30,
      sample_min_rows: 15_000,
      hygiene_thresholds: {},
      max_concurrent_runs: null,
      strategy: 'auto',
    });
  });

  it.each(['name', 'connection_id', 'schema'] as const)('cannot do without %s', (field) => {
    const { [field]: _, ...rest } = newTableGroupExample;
    expect(newTableGroup.safeParse(rest).success).toBe(false);
  });
});

describe('a change of a table group', () => {
  it('resets nothing that it does not name', () => {
    expect(tableGroupChange.parse({ exclude: ['tmp%'] })).toEqual({ exclude: ['tmp%'] });
  });

  it('cannot move the group to another connection', () => {
    expect(tableGroupChange.parse({ connection_id: newTableGroupExample.connection_id })).toEqual({});
  });
});
