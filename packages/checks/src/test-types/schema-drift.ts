import { defineTestType } from '../test-type.ts';

const ORDERS = {
  table: 'orders',
  columns: { id: 'integer', day: 'date', total: 'integer' },
  rows: [[1, '2024-03-01', 10]],
} as const;

export const schemaDrift = defineTestType({
  key: 'Schema_Drift',
  name: 'Schema',
  scope: 'tablegroup',
  appliesTo: null,
  dqDimension: null,
  impactDimension: 'Reliability',
  defaultSeverity: 'Fail',
  unit: 'Schema changes',
  description:
    'No table of the group came or went, and no column came, went, moved, or has another type, nullability or default. Each table has a result of its own.',
  criterion: 'Something changed since the run before.',
  parameters: [],
  limitField: null,
  validate: () => [],
  plan: () => ({ kind: 'schema' }),
  fails: (measure) => Number(measure) > 0,
  whenNothingMeasured: 'pass',
  badShare: null,
  riskFactor: 1,
  generation: null,
  failingRows: null,
  examples: [
    {
      says: 'a table that is as it was passes',
      earlier: [ORDERS],
      tables: [ORDERS],
      parameters: {},
      expect: { measure: 0, status: 'Passed', messageIncludes: ['Schema changes: 0'] },
    },
    {
      says: 'a new table fails with all its columns',
      earlier: [{ ...ORDERS, table: 'others' }],
      tables: [ORDERS],
      parameters: {},
      expect: { measure: 3, status: 'Failed', messageIncludes: ['Table added', 'Columns added: 3'] },
    },
    {
      says: 'a column that went and one with another type are two changes',
      earlier: [ORDERS],
      tables: [{ table: 'orders', columns: { id: 'integer', total: 'text' }, rows: [[1, '10']] }],
      parameters: {},
      expect: {
        measure: 2,
        status: 'Failed',
        messageIncludes: ['Columns dropped: 1 (day)', 'Columns changed: 1', 'type of total from'],
      },
    },
    {
      says: 'a column under another name is a drop and an addition, and told to be a likely rename',
      earlier: [ORDERS],
      tables: [
        {
          table: 'orders',
          columns: { id: 'integer', ordered_on: 'date', total: 'integer' },
          rows: [[1, '2024-03-01', 10]],
        },
      ],
      parameters: {},
      expect: { measure: 2, status: 'Failed', messageIncludes: ['day likely renamed to ordered_on'] },
    },
  ],
});
