import type { TestDefinition } from '../test-definition.ts';
import type { Measurement } from '../test-type.ts';

/**
 * What a query that counts its findings says: how many there are, and whether that is within the limit.
 * `things` is the plural of what is found: `duplicate groups`.
 */
export function countingMessage(
  things: string,
  { measure, affectedRows }: Measurement,
  definition: TestDefinition,
): string {
  const found = Number(measure ?? 0);
  if (found === 0) return `No ${things} found`;
  const rows = affectedRows === undefined || affectedRows === found ? '' : ` in ${affectedRows} rows`;
  const limit = definition.parameters.skip_errors;
  const verdict = found > limit ? 'which exceeds the limit of' : 'which is within the limit of';
  return `${things.charAt(0).toUpperCase()}${things.slice(1)}: ${found}${rows}, ${verdict} ${limit}`;
}
