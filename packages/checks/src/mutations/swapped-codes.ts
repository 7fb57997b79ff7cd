import { equal, ifThenElse, isIn, text } from '@assay/dialects';
import { defineMutation, USUAL_SHARES } from '../mutation.ts';
import { codesOf } from '../mutation-parts/column-kinds.ts';
import { textOf } from '../mutation-parts/damaged-column.ts';

export const swappedCodes = defineMutation({
  key: 'swapped_codes',
  name: 'Codes change places',
  description: 'A mapping was turned round: one code stands for the other.',
  shares: USUAL_SHARES,
  per: 'column',
  appliesTo: ['A'],
  damage({ column }) {
    const [first, second] = codesOf(column) ?? [];
    if (first === undefined || second === undefined) return null;
    const [one, other] = [text(first), text(second)];
    return {
      kind: 'changed_values',
      where: isIn(textOf(column), [one, other]),
      values: { [column.name]: ifThenElse(equal(textOf(column), one), other, one) },
      says: 'change places with the other one of the two most frequent codes',
    };
  },
  // Every value is one that may be there; only a comparison with other columns or tables could tell.
  remedies: () => [],
  examples: [
    {
      says: 'the two most frequent codes are swapped',
      tables: [
        {
          table: 't',
          columns: { v: 'text' },
          rows: [
            ...Array.from({ length: 8 }, () => ['a']),
            ...Array.from({ length: 7 }, () => ['b']),
            ['c'],
            ['c'],
          ],
        },
      ],
      column: 'v',
      share: 1,
      rows: [
        ...Array.from({ length: 8 }, () => ['b']),
        ...Array.from({ length: 7 }, () => ['a']),
        ['c'],
        ['c'],
      ],
      caughtBy: {
        testType: 'Condition_Flag',
        column: 'v',
        parameters: { custom_query: "v = 'b' AND (SELECT count(*) FROM t WHERE v = 'b') > 7" },
      },
    },
  ],
});
