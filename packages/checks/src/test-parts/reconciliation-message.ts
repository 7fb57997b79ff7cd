/** What a comparison with another connection says. */
import type { Difference } from '../reconciliation/reconciliation.ts';
import type { TestDefinition } from '../test-definition.ts';
import type { Measurement } from '../test-type.ts';

/** `things` is the plural of what is compared: `rows`. Only `counted` differences are told. */
export function reconciliationMessage(
  things: string,
  counted: readonly Difference[],
  { measure, counts }: Measurement,
  { parameters }: TestDefinition,
): string {
  const found = Number(measure ?? 0);
  const reference = `${parameters.match_connection_name}: ${parameters.match_table_name}`;
  const sizes =
    counts === undefined ? '' : `; ${things} here: ${counts.here}, in the reference: ${counts.there}`;
  if (found === 0) return `No differences found to ${reference}${sizes}`;
  const parts = counted.map((difference) => `${difference} ${counts?.[difference].items ?? 0}`);
  const atLeast = counts?.isLowerBound === true ? 'at least ' : '';
  const limit = parameters.skip_errors;
  const verdict = found > limit ? 'which exceeds the limit of' : 'which is within the limit of';
  return `Differences to ${reference}: ${atLeast}${found} (${parts.join(', ')}), ${verdict} ${limit}${sizes}`;
}
