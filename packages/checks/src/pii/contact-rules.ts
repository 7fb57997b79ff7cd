/** How somebody is reached. */
import type { SemanticType } from '../semantic-type.ts';
import type { PiiRule } from './pii-rule.ts';

const contact = (
  id: string,
  type: string,
  when: PiiRule['when'],
  semanticTypes: readonly SemanticType[],
): PiiRule => ({
  id,
  risk: 'Moderate',
  category: 'CONTACT',
  type,
  when,
  reason: ({ semanticType }) => {
    if (semanticType === null || !semanticTypes.includes(semanticType)) return null;
    return when === 'alone'
      ? `The values reach people (${semanticType}).`
      : `The values say where people live (${semanticType}), beside other personal columns.`;
  },
});

export const CONTACT_PII_RULES: readonly PiiRule[] = [
  contact('email', 'Email', 'alone', ['Email']),
  contact('phone', 'Phone', 'alone', ['Phone']),
  contact('address', 'Address', 'alone', ['Address']),
  contact('place', 'Address', 'in_company', ['City', 'State', 'Zip']),
];
