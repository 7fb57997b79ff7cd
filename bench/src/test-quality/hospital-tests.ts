/** A suite made from the corrected hospital table, run on the table as it came. */
import type { HospitalTruth } from '../quality/clean/hospital.ts';
import { RUN_AT } from '../quality/moments.ts';
import { datasetIn, withProfiles } from '../quality/with-profiles.ts';
import { alarms, generatedSuite, runSuite } from './generated-suite.ts';

export interface HospitalTests {
  readonly tests: number;
  readonly columns: readonly HospitalTestedColumn[];
}
export interface HospitalTestedColumn {
  readonly column: string;
  readonly wrongCells: number;
  /** Types of the tests of the column, and of those that failed. */
  readonly tested: readonly string[];
  readonly failed: readonly string[];
}

export async function hospitalTests({ clean, dirty, wrongCells }: HospitalTruth): Promise<HospitalTests> {
  const definitions = await withProfiles(datasetIn(clean), RUN_AT, async ({ profiles }) =>
    generatedSuite(profiles, RUN_AT),
  );
  const judged = await withProfiles(datasetIn(dirty), RUN_AT, (profiled) =>
    runSuite(definitions, profiled, RUN_AT),
  );
  const failed = new Set(alarms(judged).map(({ definition }) => definition.id));
  const columns = (dirty.tables[0]?.columns ?? []).map(({ name }) => {
    const own = definitions.filter(({ column }) => column === name);
    return {
      column: name,
      wrongCells: wrongCells.get(name) ?? 0,
      tested: own.map(({ testType }) => testType),
      failed: own.filter(({ id }) => failed.has(id)).map(({ testType }) => testType),
    };
  });
  return { tests: definitions.length, columns };
}
