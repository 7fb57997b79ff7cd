import type { TestDefinition } from '../test-definition.ts';
import type { TestType } from '../test-type.ts';

/** On which side of its limit a measure fails, and whether it fails at the limit itself. */
export interface LimitDirection {
  readonly side: 'above' | 'below';
  readonly failsAtLimit: boolean;
}

/** The definition with another limit. The type must have one. */
export function withLimit(type: TestType, definition: TestDefinition, limit: number): TestDefinition {
  const { limitField } = type;
  if (limitField === null) throw new TypeError(`${type.key} has no limit that could be set`);
  const value = limitField === 'skip_errors' ? limit : String(limit);
  return { ...definition, parameters: { ...definition.parameters, [limitField]: value } };
}

const PROBED_LIMIT = 10;

/**
 * Asked of the type's own judgement, so that it cannot say anything else: one step below, at and above a limit.
 * Null for types without a limit, and for those that want one value and no other.
 */
export function limitDirection(type: TestType, definition: TestDefinition): LimitDirection | null {
  if (type.limitField === null) return null;
  const probed = withLimit(type, definition, PROBED_LIMIT);
  const [below, at, above] = [-1, 0, 1].map((step) => type.fails(PROBED_LIMIT + step, probed));
  if (above && !below) return { side: 'above', failsAtLimit: at === true };
  if (below && !above) return { side: 'below', failsAtLimit: at === true };
  return null;
}
