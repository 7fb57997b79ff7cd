import { expect, it } from 'vitest';
import type { ColumnProfile } from '../column-profile.ts';
import { freshnessTrend } from '../test-types/freshness-trend.ts';
import { tableProfile } from '../testing/sample-profiles.ts';
import { fingerprintColumns } from './fingerprint-columns.ts';

const figure = (column: string, stdev_value: number): Partial<ColumnProfile> => ({
  column,
  generalType: 'N',
  semanticType: 'Measurement',
  measures: {
    record_ct: 1000,
    value_ct: 1000,
    distinct_value_ct: 500,
    min_value: 1,
    max_value: 99,
    avg_value: 50,
    stdev_value,
  },
});
const identifier = (
  column: string,
  semanticType: ColumnProfile['semanticType'],
  distinct_value_ct: number,
) => ({
  column,
  generalType: 'A' as const,
  semanticType,
  measures: { distinct_value_ct },
});
const ORDERS = tableProfile('orders', 1000, [
  figure('quantity', 1),
  figure('total', 30),
  identifier('customer_id', 'ID-FK', 900),
  identifier('invoice_id', 'ID-Secondary', 800),
  identifier('order_id', 'ID-Unique', 1000),
  { column: 'created_at', generalType: 'D', semanticType: 'Process DateTime Stamp' },
  { column: 'updated_at', generalType: 'D', semanticType: 'Process DateTime Stamp' },
  {
    column: 'ordered_on',
    generalType: 'D',
    semanticType: 'Transactional Date',
    measures: { distinct_value_ct: 300 },
  },
  { column: 'note', generalType: 'A', semanticType: 'Description' },
]);
const propose = (profile: typeof ORDERS) =>
  freshnessTrend.generation?.per === 'table'
    ? freshnessTrend.generation.propose(profile, { runAt: '2024-03-05T09:00:00Z' })
    : null;

it('updates are watched in a date of the process, one of the transactions, two identifiers and a figure', () => {
  expect(fingerprintColumns(ORDERS)).toEqual([
    { column: 'updated_at', role: 'date of its process' },
    { column: 'ordered_on', role: 'date of its transactions' },
    { column: 'order_id', role: 'identifier' },
    { column: 'invoice_id', role: 'identifier' },
    { column: 'total', role: 'figure' },
  ]);
});

it('a test is proposed for monitor suites, and says what it watches', () => {
  expect(freshnessTrend.generation?.set).toBe('monitor');
  expect(propose(ORDERS)).toEqual({
    column: null,
    parameters: {
      groupby_names: 'updated_at, ordered_on, order_id, invoice_id, total',
      history_calculation: 'PREDICT',
    },
    reason: expect.stringContaining('updated_at (date of its process)'),
  });
});

it('a table without a column that shows its updates gets none', () => {
  const notes = tableProfile('notes', 10, [
    { column: 'note', generalType: 'A', semanticType: 'Description' },
    { column: 'broken_id', generalType: 'A', semanticType: 'ID-Unique', error: 'time-out' },
  ]);
  expect(propose(notes)).toBeNull();
});
