import { contains, replaceText } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { columnTest } from '../mutation-parts/remedies.ts';

/** Of the values that are addresses in a column of addresses. */
const MOST = 0.9;

export const brokenEmail = defineMutation({
  key: 'broken_email',
  name: 'E-mail addresses are broken',
  description: 'The sign in the middle fell out.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage: ({ column }) =>
    column.facts.values > 0 && (column.facts.emails ?? 0) >= MOST * column.facts.values
      ? {
          kind: 'changed_values',
          where: contains(textOf(column), '@'),
          values: { [column.name]: replaceText(textOf(column), '@', '.') },
          says: 'have lost their @',
        }
      : null,
  remedies: (site) => [columnTest('Email_Format', site)],
  examples: [
    {
      says: 'no @ is left',
      tables: [{ table: 't', columns: { mail: 'text' }, rows: [['a@x.de'], ['b@y.org'], [null]] }],
      column: 'mail',
      share: 1,
      rows: [['a.x.de'], ['b.y.org'], [null]],
      caughtBy: { testType: 'Email_Format', column: 'mail', parameters: { threshold_value: '0' } },
    },
    {
      says: 'other text is no address',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['@home'], ['5 @ 3']] }],
      column: 'v',
      share: 1,
      rows: null,
    },
  ],
});
