/** How many of the defects that are put into copies of the data a generated suite notices. */
import { MUTATIONS } from '@assay/checks';
import { checkByMutation, type MutationCheck, type TargetConfig } from '@assay/engine';
import { withProfiles } from '../quality/with-profiles.ts';
import { generatedSuite, planned } from './generated-suite.ts';

export interface DefectOutcome {
  readonly name: string;
  readonly tests: number;
  readonly check: MutationCheck;
}

/** More rows and defects than any of the datasets has, and time for all of them. */
const NO_LIMITS = { rowLimit: 10_000_000, maxMutants: 100_000, timeBudgetMs: 24 * 3_600_000 };

export function injectDefects(
  name: string,
  make: (folder: string) => Promise<TargetConfig>,
  { runAt, seed }: { readonly runAt: string; readonly seed: number },
): Promise<DefectOutcome> {
  return withProfiles(make, runAt, async (profiled) => {
    const { target, options, tables, profiles } = profiled;
    const tests = planned(generatedSuite(profiles, runAt), profiled, runAt);
    const request = {
      ...NO_LIMITS,
      tables,
      tests,
      suiteSeverity: null,
      runAt,
      mutations: MUTATIONS,
      shares: null,
      seed,
    };
    const onProgress = (step: string, done: number, total: number): void => {
      if (done % 100 === 0 || done === total) process.stderr.write(`${name}: ${step} ${done} of ${total}\n`);
    };
    const { signal } = new AbortController();
    const check = await checkByMutation(target, request, options, { signal, onProgress });
    return { name, tests: tests.length, check };
  });
}
