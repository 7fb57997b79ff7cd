import { contains, countIf, guarded, trim } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';

export const embeddedSpaceCt = defineMeasure({
  name: 'embedded_space_ct',
  title: 'Values with a space inside',
  description: 'Values that hold a space once spaces at both ends are removed.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['Acme Inc.', ' plum ', 'a b c', '', null], expect: 2 },
    { type: 'text', values: ['tab\there'], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(guarded(contains(text, ' '), contains(trim(text), ' '))),
});
