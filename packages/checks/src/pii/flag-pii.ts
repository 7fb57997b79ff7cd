import type { PiiFlag } from '../pii-flag.ts';
import type { SemanticType } from '../semantic-type.ts';
import type { ColumnFacts } from '../semantic-types/column-facts.ts';
import { ACCESS_RULES } from './access-rules.ts';
import { CONTACT_PII_RULES } from './contact-rules.ts';
import { DOCUMENT_RULES } from './document-rules.ts';
import { PERSON_RULES } from './person-rules.ts';
import type { PiiRule, PiiSubject } from './pii-rule.ts';
import { VALUE_RULES } from './value-rules.ts';

/** In order: the first rule that applies names the kind of data. What the values are goes before what names say. */
export const PII_RULES: readonly PiiRule[] = [
  ...VALUE_RULES,
  ...PERSON_RULES,
  ...DOCUMENT_RULES,
  ...ACCESS_RULES,
  ...CONTACT_PII_RULES,
];

/**
 * Flags the personal columns of one table: first what is personal wherever it stands, then what is personal
 * beside that. Text, numbers and dates are looked at, and whatever
 * had its values recognised; a column that says yes or no tells nothing of its own.
 */
export function flagPii(
  columns: readonly ColumnFacts[],
  semanticTypeOf: (column: ColumnFacts) => SemanticType | null,
): ReadonlyMap<ColumnFacts, PiiFlag> {
  const subjects = columns
    .filter((column) => column.isText || column.isNumber || column.isDate || hasLookedAt(column))
    .map((column) => ({ column, subject: subjectOf(column, semanticTypeOf(column)) }))
    .filter(({ subject }) => subject.semanticType !== 'Boolean');
  const flags = new Map<ColumnFacts, PiiFlag>();
  for (const when of ['alone', 'in_company'] as const) {
    if (when === 'in_company' && flags.size === 0) break;
    for (const { column, subject } of subjects) {
      const flag = flags.has(column) ? null : firstFlag(subject, when);
      if (flag !== null) flags.set(column, flag);
    }
  }
  return flags;
}

/** Addresses of networks and the like have types of their own. */
const hasLookedAt = ({ column }: ColumnFacts): boolean => (column.valueKinds?.looked ?? 0) > 0;

const subjectOf = (column: ColumnFacts, semanticType: SemanticType | null): PiiSubject => ({
  ...column,
  semanticType,
  phrase: column.words.join('_'),
});

function firstFlag(subject: PiiSubject, when: PiiRule['when']): PiiFlag | null {
  for (const rule of PII_RULES) {
    if (rule.when !== when) continue;
    const reason = rule.reason(subject);
    if (typeof reason !== 'string') continue;
    return { risk: rule.risk, category: rule.category, type: rule.type, reason, manual: false };
  }
  return null;
}
