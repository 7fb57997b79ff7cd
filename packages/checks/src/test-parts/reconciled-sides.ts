import type { ReconciledSides } from '../reconciliation/reconciliation.ts';
import type { TestDefinition } from '../test-definition.ts';
import { MissingParameterError } from '../test-parameters/read-parameter.ts';
import type { TestContext } from '../test-type.ts';

/** Planning has found both sides before it asks for a plan. */
export function sidesOf(definition: TestDefinition, { sides }: TestContext): ReconciledSides {
  if (sides === null) throw new MissingParameterError(definition, 'match_connection_name');
  return sides;
}
