/** The honest measure of a suite: which of the defects that are put into copies of its tables do its tests notice? */
import {
  type DamagedPlace,
  judgeTest,
  type MeasuringTest,
  type Mutation,
  type Remedy,
  readMeasurement,
  readsDamage,
  type SuiteSeverity,
  type TestVerdict,
  type UntriedTest,
  untriedAfterCleanRun,
  untriedFromTheStart,
} from '@assay/checks';
import { runMeasurements } from '../measurements/run-measurements.ts';
import { isSample, type TableCopy } from '../pull/copy-table.ts';
import { type Copies, openCopies, undamaged } from '../pull/open-copies.ts';
import type { EngineOptions, RelationDescription, Target } from '../target.ts';
import { mutantSelect } from './mutant-select.ts';
import { type PlannedMutant, planMutants } from './plan-mutants.ts';
import { planRemedies, remedyId } from './plan-remedies.ts';
import { surveyCopies } from './survey-copies.ts';

export interface MutationCheckRequest {
  /** The tables that the tests read. */
  readonly tables: readonly RelationDescription[];
  readonly tests: readonly MeasuringTest[];
  readonly suiteSeverity: SuiteSeverity;
  /** ISO 8601 UTC. */
  readonly runAt: string;
  /** Tables with more rows are sampled. */
  readonly rowLimit: number;
  readonly mutations: readonly Mutation[];
  /** Shares of the rows, instead of those of each mutation; null = those. */
  readonly shares: readonly number[] | null;
  /** At most so many defects, chosen by the seed. */
  readonly maxMutants: number;
  /** Defects that are not tried within this time are left out. */
  readonly timeBudgetMs: number;
  /** The same seed, data and request give the same answer, unless the time runs out. */
  readonly seed: number;
}

export interface MutationCheckHooks {
  readonly signal: AbortSignal;
  readonly onProgress?: (step: 'copy' | 'clean' | 'mutants', done: number, total: number) => void;
}

export interface CheckedTable {
  readonly schema: string | null;
  readonly table: string;
  /** Null when it was not copied; `problem` says why. */
  readonly rows: number | null;
  readonly copiedRows: number | null;
  readonly problem: string | null;
}

export interface CheckedMutant {
  readonly mutation: string;
  readonly schema: string | null;
  readonly table: string;
  readonly column: string | null;
  readonly share: number;
  readonly damagedRows: number;
  /** What was done: `12 of 240 values of amount become null`. */
  readonly says: string;
  /** Ids of the definitions that fail on it. */
  readonly caughtBy: readonly string[];
  /** When nothing caught it: a test that passes on the undamaged copy and fails on this one. Null = none is known. */
  readonly suggestion: Remedy | null;
}

export interface MutationCheck {
  readonly tables: readonly CheckedTable[];
  readonly untried: readonly UntriedTest[];
  readonly triedTests: number;
  readonly mutants: readonly CheckedMutant[];
  /** All that could have been tried. */
  readonly possibleMutants: number;
  /** The time ran out before the last one. */
  readonly outOfTime: boolean;
}

/** The target only answers SELECTs; the copies are gone afterwards. Throws TargetError when canceled or out of reach. */
export async function checkByMutation(
  target: Target,
  request: MutationCheckRequest,
  options: EngineOptions,
  hooks: MutationCheckHooks,
): Promise<MutationCheck> {
  const { signal, onProgress } = hooks;
  const { tables, rowLimit, seed } = request;
  const started = performance.now();
  const onTable = (done: number) => onProgress?.('copy', done, tables.length);
  const copies = await openCopies(target, { tables, rowLimit, seed, signal, onTable }, options);
  try {
    const check = new Check(copies, request, options, signal);
    const { ready, untried } = await check.tryOnCleanCopies();
    onProgress?.('clean', 1, 1);
    const planned = await check.plan();
    const remedies = await check.soundRemedies(planned);
    const mutants: CheckedMutant[] = [];
    for (const mutant of planned.slice(0, request.maxMutants)) {
      if (performance.now() - started > request.timeBudgetMs) break;
      mutants.push(await check.tryMutant(mutant, ready, remedies));
      onProgress?.('mutants', mutants.length, Math.min(planned.length, request.maxMutants));
    }
    return {
      tables: tables.map((table) => checkedTable(table, copies)),
      untried,
      triedTests: ready.length,
      mutants: mutants.toSorted(byPlace),
      possibleMutants: planned.length,
      outOfTime: mutants.length < Math.min(planned.length, request.maxMutants),
    };
  } finally {
    await copies.close();
  }
}

const checkedTable = ({ schema, table }: RelationDescription, { tables, uncopied }: Copies): CheckedTable => {
  const isThis = (copy: { readonly description: RelationDescription }) =>
    copy.description.schema === schema && copy.description.table === table;
  const copy = tables.find(isThis);
  return {
    schema,
    table,
    rows: copy?.targetRows ?? null,
    copiedRows: copy?.rows ?? null,
    problem: uncopied.find(isThis)?.problem ?? null,
  };
};

const orderOf = ({ table, column, mutation, share }: CheckedMutant): string =>
  JSON.stringify([table, column ?? '', mutation, share.toFixed(6)]);
const byPlace = (a: CheckedMutant, b: CheckedMutant): number => (orderOf(a) < orderOf(b) ? -1 : 1);

/** One check at work: the copies and what is asked of them. */
class Check {
  readonly #copies: Copies;
  readonly #request: MutationCheckRequest;
  readonly #options: EngineOptions;
  readonly #signal: AbortSignal;
  /** The table that stands damaged at the moment. */
  #damaged: TableCopy | null = null;

  constructor(copies: Copies, request: MutationCheckRequest, options: EngineOptions, signal: AbortSignal) {
    this.#copies = copies;
    this.#request = request;
    this.#options = options;
    this.#signal = signal;
  }

  /** The tests that pass where nothing is wrong, and why the others are not tried. */
  async tryOnCleanCopies(): Promise<{ ready: MeasuringTest[]; untried: UntriedTest[] }> {
    const untried: UntriedTest[] = [];
    const asked = this.#request.tests.filter((test) => {
      const because = this.#untriedAtOnce(test);
      if (because !== null) untried.push(because);
      return because === null;
    });
    const verdicts = await this.#judge(asked);
    const ready = asked.filter((test) => {
      const because = untriedAfterCleanRun(test, verdicts.get(test)!);
      if (because !== null) untried.push(because);
      return because === null;
    });
    return { ready, untried };
  }

  async plan(): Promise<PlannedMutant[]> {
    const work = { options: this.#options, signal: this.#signal };
    const tables = await surveyCopies(this.#copies, work);
    return planMutants(this.#copies, tables, this.#request, work);
  }

  /** Tests that the defects propose against themselves, as far as they pass on the undamaged copies. */
  async soundRemedies(mutants: readonly PlannedMutant[]): Promise<ReadonlyMap<string, MeasuringTest>> {
    const planned = planRemedies(mutants, this.#request.runAt, this.#copies.tables);
    const verdicts = await this.#judge(planned);
    const sound = planned.filter((test) => verdicts.get(test)!.code === 1);
    return new Map(sound.map((test) => [test.definition.id, test]));
  }

  async tryMutant(
    mutant: PlannedMutant,
    ready: readonly MeasuringTest[],
    remedies: ReadonlyMap<string, MeasuringTest>,
  ): Promise<CheckedMutant> {
    await this.#damage(mutant);
    const { description } = mutant.copy;
    const { damage } = mutant;
    const place: DamagedPlace = {
      schema: description.schema,
      table: description.table,
      columns: damage.kind === 'changed_values' ? Object.keys(damage.values) : null,
    };
    const caughtBy = await this.#failing(ready.filter((test) => readsDamage(test, place)));
    const suggestion = caughtBy.length > 0 ? null : await this.#firstRemedy(mutant, remedies);
    return {
      mutation: mutant.mutation.key,
      schema: description.schema,
      table: description.table,
      column: mutant.column,
      share: mutant.share,
      damagedRows: mutant.damagedRows,
      says: saysOf(mutant),
      caughtBy,
      suggestion,
    };
  }

  async #firstRemedy(
    mutant: PlannedMutant,
    sound: ReadonlyMap<string, MeasuringTest>,
  ): Promise<Remedy | null> {
    const tests = mutant.remedies.flatMap((remedy) => sound.get(remedyId(mutant, remedy)) ?? []);
    const noticing = new Set(await this.#failing(tests));
    return mutant.remedies.find((remedy) => noticing.has(remedyId(mutant, remedy))) ?? null;
  }

  async #damage(mutant: PlannedMutant): Promise<void> {
    const last = this.#damaged;
    if (last !== null && last !== mutant.copy) {
      await this.#copies.show(last.description, undamaged(last), this.#signal);
    }
    const select = await mutantSelect(this.#copies, mutant, { signal: this.#signal });
    await this.#copies.show(mutant.copy.description, select, this.#signal);
    this.#damaged = mutant.copy;
  }

  #untriedAtOnce(test: MeasuringTest): UntriedTest | null {
    const { id, schema, table, parameters } = test.definition;
    const own = this.#copyOf(schema, table);
    const { match_table_name } = parameters;
    const reference = this.#copyOf(parameters.match_schema_name || schema, match_table_name);
    const isMissing = (table !== null && own === null) || (match_table_name !== null && reference === null);
    if (isMissing && test.definition.testType !== 'CUSTOM') {
      return { id, because: 'not_copied', reason: 'A table that it reads could not be copied.' };
    }
    const sampled = {
      own: own !== null && isSample(own),
      reference: reference !== null && isSample(reference),
    };
    return untriedFromTheStart(test, this.#request.suiteSeverity, sampled);
  }

  #copyOf(schema: string | null, table: string | null): TableCopy | null {
    const copies = this.#copies.tables;
    return (
      copies.find(({ description }) => description.schema === schema && description.table === table) ?? null
    );
  }

  async #failing(tests: readonly MeasuringTest[]): Promise<string[]> {
    const verdicts = await this.#judge(tests);
    return tests.filter((test) => verdicts.get(test)!.code === 0).map(({ definition }) => definition.id);
  }

  async #judge(tests: readonly MeasuringTest[]): Promise<ReadonlyMap<MeasuringTest, TestVerdict>> {
    const requests = tests.map(({ request }) => request);
    const answers = await runMeasurements(this.#copies.target, requests, this.#options, {
      signal: this.#signal,
    });
    return new Map(
      tests.map((test, index) => {
        const answer = answers[index]!;
        const asked =
          'error' in answer
            ? { error: answer.error }
            : { measurement: readMeasurement(test.plan, answer.values) };
        return [test, judgeTest(test.type, test.definition, this.#request.suiteSeverity, asked)] as const;
      }),
    );
  }
}

function saysOf({ damage, damagedRows, possibleRows, column }: PlannedMutant): string {
  const what = damage.kind === 'changed_values' ? `values of ${column}` : 'rows';
  return `${damagedRows} of ${possibleRows} ${what} ${damage.says}`;
}
