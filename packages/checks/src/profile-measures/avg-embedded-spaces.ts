import {
  average,
  contains,
  ifThenElse,
  length,
  not,
  number,
  replaceText,
  subtract,
  trim,
} from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const avgEmbeddedSpaces = defineMeasure({
  name: 'avg_embedded_spaces',
  title: 'Average spaces inside',
  description:
    'Mean number of spaces inside the values once spaces at both ends are removed; over all values, empty ones too.',
  appliesTo: ['A'],
  result: 'number',
  examples: [
    { type: 'text', values: ['ACME INC', 'Acme Inc.', 'Globex', '', 'Umbrella Corp Ltd', null], expect: 0.8 },
    { type: 'text', values: [null], expect: null },
  ],
  aggregate: ({ text }) => {
    const inside = trim(text);
    const spaces = subtract(length(inside), length(replaceText(inside, ' ', '')));
    // Trimming is dear and most values hold no space at all. Null is in neither case, and stays null.
    return average(ifThenElse(not(contains(text, ' ')), number(0), spaces));
  },
});
