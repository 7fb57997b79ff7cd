import { countIf, matches } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

// All but tab (09), line feed (0a) and carriage return (0d). NUL is in no text of PostgreSQL.
const CONTROL = '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]';

export const controlCharCt = defineMeasure({
  name: 'control_char_ct',
  title: 'Control characters',
  description:
    'Values that hold a control character (U+0001 to U+001F, U+007F to U+009F) other than a tab, a line feed or a carriage return.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['a\u0001b', 'bell\u0007', '\u007f', '\u0085', 'tab\there', 'line\nbreak', 'plain', null],
      expect: 4,
    },
    { type: 'text', values: ['\r\n', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(matches(text, CONTROL)),
});
