import { describe, expect, it } from 'vitest';
import { tableProfile } from '../testing/sample-profiles.ts';
import { compareIssues } from './compare-issues.ts';

const issue = (issueType: string, table: string, column: string, detail = '') => ({
  issueType,
  table,
  column,
  detail,
});
const tables = [
  tableProfile('orders', 5, [{ column: 'amount' }, { column: 'broken', error: 'too wide' }]),
  tableProfile('locked', null, [], { error: 'locked' }),
];

describe('issues of two runs', () => {
  it('appear, stay and go by type, table and column', () => {
    const stays = issue('Leading_Spaces', 'orders', 'amount');
    const fresh = issue('Quoted_Values', 'orders', 'amount');
    const old = issue('No_Values', 'orders', 'amount');
    expect(compareIssues([stays, old], [{ ...stays, detail: 'more' }, fresh], tables)).toEqual({
      appeared: [fresh],
      gone: [{ issue: old, because: 'not_found_again' }],
      remaining: [{ before: stays, after: { ...stays, detail: 'more' } }],
    });
  });
  it('are told apart from those whose place is no more, or could not be measured', () => {
    const places = [
      issue('A', 'orders', 'dropped'),
      issue('A', 'orders', 'broken'),
      issue('A', 'gone', 'amount'),
      issue('A', 'locked', 'amount'),
      issue('A', 'orders', '(table)'),
      issue('A', '(multi-table)', 'amount'),
    ];
    expect(compareIssues(places, [], tables).gone.map(({ because }) => because)).toEqual([
      'column_removed',
      'not_measured',
      'table_removed',
      'not_measured',
      'not_found_again',
      'not_found_again',
    ]);
  });
  it('of one place and type are paired in their order', () => {
    const [first, second] = [issue('A', 'orders', 'amount', '1'), issue('A', 'orders', 'amount', '2')];
    expect(compareIssues([first, second], [first], tables)).toMatchObject({
      appeared: [],
      gone: [{ issue: { detail: '2' } }],
      remaining: [{ before: { detail: '1' } }],
    });
  });
});
