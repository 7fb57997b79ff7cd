import type { MeasuredColumn, MeasuredTable } from '@assay/checks';
import { describe, expect, it } from 'vitest';
import { whyNothingWasMeasured } from './unmeasured-profile.ts';

const column = (error: string | null): MeasuredColumn => ({
  table: 'orders',
  column: 'amount',
  position: 1,
  generalType: 'N',
  columnType: 'integer',
  nativeType: 'integer',
  isDecimal: false,
  measures: {},
  frequencies: null,
  patterns: null,
  weekdays: null,
  hours: null,
  sentinels: null,
  histogram: null,
  valueKinds: null,
  error,
});
const table = (error: string | null, columns: readonly MeasuredColumn[] = []): MeasuredTable => ({
  table: 'orders',
  kind: 'table',
  recordCount: error === null ? 3 : null,
  sampledRows: null,
  duplicateRows: null,
  dependencies: [],
  columns,
  strategy: 'pull',
  durationMs: 1,
  error,
});

describe('a run with nothing measured', () => {
  it('has failed when no table could be read', () => {
    expect(whyNothingWasMeasured([table('orders is locked.')])).toBe('orders is locked.');
    expect(whyNothingWasMeasured([table('orders is locked.'), table('locked too.')])).toBe(
      'None of the 2 tables could be read. orders is locked.',
    );
  });

  it('has failed when no column could be measured', () => {
    expect(whyNothingWasMeasured([table(null, [column('Too wide.'), column('Too wide.')])])).toBe(
      'None of the 2 columns could be measured. orders.amount: Too wide.',
    );
  });

  it('has not failed when one column of one table could be, or when there was nothing to measure', () => {
    const measured = table(null, [column('Too wide.'), column(null)]);
    expect(whyNothingWasMeasured([table('orders is locked.'), measured])).toBeNull();
    expect(whyNothingWasMeasured([])).toBeNull();
    expect(whyNothingWasMeasured([table(null)])).toBeNull();
  });
});
