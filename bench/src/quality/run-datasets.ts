/** All clean datasets and all their damaged copies through the profile, one after the other. */
import type { Dataset } from './dataset.ts';
import { type Finding, findIssues } from './find-issues.ts';
import { injectErrors } from './inject-errors.ts';
import { judgeClean, judgeDamaged, PERSONAL_DATA, type Verdict } from './judge-findings.ts';
import { planRounds } from './plan-rounds.ts';

/** What a dataset showed. */
export interface DatasetOutcome {
  readonly dataset: Dataset;
  /** Findings on the clean tables. */
  readonly clean: readonly Verdict[];
  readonly damaged: readonly Verdict[];
  /** Personal columns by the truth and by the profile. */
  readonly personal: {
    readonly hits: number;
    readonly misses: readonly string[];
    readonly alarms: readonly string[];
  };
  readonly rounds: number;
  readonly cells: number;
}

export interface RunOptions {
  readonly seed: number;
  /** Damaged copies of each dataset; all of them when null. */
  readonly rounds: number | null;
  readonly allSeverities: boolean;
  readonly onProgress: (text: string) => void;
}

const COPIES_AT_A_TIME = 2;

export async function runDataset(dataset: Dataset, options: RunOptions): Promise<DatasetOutcome> {
  const { seed, onProgress } = options;
  const findings = await findIssues(dataset);
  const rounds = planRounds(dataset, options.allSeverities).slice(0, options.rounds ?? undefined);
  const judged: Verdict[][] = rounds.map(() => []);
  let cells = 0;
  const waiting = [...rounds.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, round] = next;
      onProgress(`${dataset.name}: ${index + 1} of ${rounds.length} damaged copies`);
      const injected = injectErrors(dataset, round, seed);
      cells += injected.manifest.length;
      judged[index] = judgeDamaged(findings, injected, await findIssues(injected.dataset));
    }
  };
  await Promise.all(Array.from({ length: COPIES_AT_A_TIME }, work));
  const damaged = judged.flat();
  const clean = judgeClean(dataset, findings);
  return {
    dataset,
    clean,
    damaged,
    personal: judgePersonal(dataset, findings),
    rounds: rounds.length,
    cells,
  };
}

function judgePersonal(dataset: Dataset, findings: readonly Finding[]): DatasetOutcome['personal'] {
  const place = (table: string, column: string) => `${table}.${column}`;
  const found = findings
    .filter(({ type }) => type === PERSONAL_DATA)
    .map(({ table, column }) => place(table, column));
  const truth = dataset.tables.flatMap(({ name, columns }) =>
    columns.filter(({ personal }) => personal).map((column) => place(name, column.name)),
  );
  return {
    hits: truth.filter((column) => found.includes(column)).length,
    misses: truth.filter((column) => !found.includes(column)),
    alarms: found.filter((column) => !truth.includes(column)),
  };
}
