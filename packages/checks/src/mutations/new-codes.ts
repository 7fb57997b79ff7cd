import { isNotNull, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { codesOf } from '../mutation-parts/column-kinds.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';
import { closedList } from '../mutation-parts/remedies.ts';

const NEW_CODE = 'new-code';

export const newCodes = defineMutation({
  key: 'new_codes',
  name: 'A new code appears',
  description: 'A source extended its list of codes and told nobody.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage({ column }) {
    const codes = codesOf(column);
    if (codes === null || codes.includes(NEW_CODE)) return null;
    return {
      kind: 'changed_values',
      where: isNotNull(textOf(column)),
      values: { [column.name]: text(NEW_CODE) },
      says: `become "${NEW_CODE}", which is not in the list so far`,
    };
  },
  remedies: closedList,
  examples: [
    {
      says: 'a code that was not there before',
      tables: [
        {
          table: 't',
          columns: { v: 'text' },
          rows: [['a'], ['a'], ['a'], ['a'], ['a'], ['b'], ['b'], ['b'], ['b'], ['b'], [null]],
        },
      ],
      column: 'v',
      share: 1,
      rows: [...Array.from({ length: 10 }, () => ['new-code']), [null]],
      caughtBy: { testType: 'LOV_Match', column: 'v', parameters: { baseline_value: "('a','b')" } },
    },
    {
      says: 'free text is no list of codes',
      tables: [{ table: 't', columns: { v: 'text' }, rows: [['a'], ['b'], ['c']] }],
      column: 'v',
      share: 1,
      rows: null,
    },
  ],
});
