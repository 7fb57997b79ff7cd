import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isEmail } from '../value-conditions/standard-patterns.ts';

export const stdEmailCt = defineMeasure({
  name: 'std_email_ct',
  title: 'E-mail addresses',
  description: 'Values shaped like an e-mail address.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['u0@ex.com', 'first.last+tag@sub.example.org', null], expect: 2 },
    { type: 'text', values: ['u0@ex', '@ex.com', 'a b@ex.com', 'u0.ex.com', 'u@ex.c', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isEmail(text)),
});
