import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isEncodingDamaged } from '../value-conditions/encoding-damage.ts';

export const encodingDamageCt = defineMeasure({
  name: 'encoding_damage_ct',
  title: 'Damaged encoding',
  description:
    'Values that hold U+FFFD, or the traces of UTF-8 that was read as Latin-1 or Windows-1252: an accented capital followed by a sign that no word has there, as in the place of an accented letter or of a typographic quote.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: [
        'caf\u00c3\u00a9',
        'it\u00e2\u20ac\u2122s',
        '5\u00c2\u00a0km',
        'na\ufffdve',
        'caf\u00e9',
        null,
      ],
      expect: 4,
    },
    {
      type: 'text',
      values: ['\u00c3coute', 'S\u00c3O PAULO', '\u00c2ge', 'ch\u00e2teau', '5 \u20ac', ''],
      expect: 0,
    },
  ],
  aggregate: ({ text }) => countIf(isEncodingDamaged(text)),
});
