import { describe, expect, it } from 'vitest';
import { TableMoments } from './table-moments.ts';

describe('what a run says about the moments of its tables', () => {
  it('names the tables whose tests saw it one after another, and not too many', () => {
    const moments = new TableMoments();
    moments.add('orders', true);
    expect(moments.says()).toBe('All tests of a table saw it at the same moment');
    for (const table of ['a', 'b', 'c', 'd', 'e']) moments.add(table, false);
    expect(moments.says()).toBe(
      '1 of 6 tables were seen at one moment each; the tests of a, b, c and 2 more saw the table one after another, and ' +
        'rows written meanwhile count in some of them only',
    );
  });
});
