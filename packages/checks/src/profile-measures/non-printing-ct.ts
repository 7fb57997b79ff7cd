import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

// Escapes, because the characters themselves cannot be seen: spaces (a0, 2009, 202f, 3000), zero-width (200b-200d),
// direction marks (200e, 200f), byte order mark (feff).
const INVISIBLE = '[\u00a0\u2009\u200b\u200c\u200d\u200e\u200f\u202f\u3000\ufeff]';

export const nonPrintingCt = defineMeasure({
  name: 'non_printing_ct',
  title: 'Non-printing characters',
  description:
    'Values that hold an invisible character: a no-break, thin, narrow or ideographic space, a zero-width space or joiner, a text direction mark, a byte order mark. Tabs and line breaks are not counted.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['a\u00a0b', 'a\u200bb', '\ufeffa', 'tab\there', 'plain', null], expect: 3 },
    { type: 'text', values: ['\u3000', '\u202f', '\n'], expect: 2 },
  ],
  aggregate: ({ text }) => countIf(matches(text, INVISIBLE)),
});
