/** Tests that defects propose against themselves, made ready to run; each once, however many defects propose it. */
import {
  isMeasuringTest,
  type MeasuringTest,
  NO_PARAMETERS,
  planTests,
  type Remedy,
  TEST_TYPES,
} from '@assay/checks';
import type { TableCopy } from '../pull/copy-table.ts';
import type { PlannedMutant } from './plan-mutants.ts';

/** Equal for the same test of the same table. */
export const remedyId = ({ copy }: PlannedMutant, { testType, column, parameters }: Remedy): string =>
  JSON.stringify([copy.base, testType, column, parameters]);

/** What cannot be planned is left out. */
export function planRemedies(
  mutants: readonly PlannedMutant[],
  runAt: string,
  copies: readonly TableCopy[],
): MeasuringTest[] {
  const definitions = new Map(
    mutants.flatMap((mutant) =>
      mutant.remedies.map((remedy) => {
        const { schema, table } = mutant.copy.description;
        const { testType, column, parameters } = remedy;
        const id = remedyId(mutant, remedy);
        const filled = { ...NO_PARAMETERS, ...parameters };
        return [
          id,
          { id, testType, schema, table, column, parameters: filled, severity: 'Fail' as const },
        ] as const;
      }),
    ),
  );
  const facts = { runAt, tables: copies.map(({ description }) => description) };
  return planTests([...definitions.values()], TEST_TYPES, facts).filter(isMeasuringTest);
}
