import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isCreditCard } from '../value-conditions/standard-patterns.ts';

export const stdCreditCardCt = defineMeasure({
  name: 'std_credit_card_ct',
  title: 'Credit card numbers',
  description: 'Values of sixteen digits in four groups, with or without a dash or space between them.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    {
      type: 'text',
      values: ['4111111111111111', '4111-1111-1111-1111', '4111 1111 1111 1111', null],
      expect: 3,
    },
    { type: 'text', values: ['411111111111111', '4111-1111-1111-111', '4111/1111/1111/1111', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isCreditCard(text)),
});
