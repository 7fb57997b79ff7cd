import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isMissingMarker } from '../value-conditions/missing-marker.ts';

export const filledValueCt = defineMeasure({
  name: 'filled_value_ct',
  title: 'Filler values',
  description:
    'Values that stand for "no value": runs of dots, dashes, question marks or white space, two or more 0, 9, x or z, and words such as `n/a`, `none` or `tbd`, alone or in brackets, in any case.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: [
        '',
        ' ',
        'N/A',
        'n/a',
        '-',
        '--',
        '0',
        '00',
        'x',
        'xx',
        'TBD',
        '(none)',
        '[NULL]',
        'Active',
        null,
      ],
      expect: 10,
    },
    { type: 'text', values: ['..-', ' n/a', '9', '99', 'zZ', 'nana', '(n/a'], expect: 2 },
  ],
  aggregate: ({ text }) => countIf(isMissingMarker(text)),
});
