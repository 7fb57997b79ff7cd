/** Answers the questions of tests: many aggregates a statement, one broken test never in the way of another. */
import { setMaxListeners } from 'node:events';
import { aggregateIdentity, type Statement, type TableName } from '@assay/dialects';
import { inParallel } from '../profile/in-parallel.ts';
import type { MeasurementAnswer, MeasurementHooks, MeasurementRequest } from '../profile-request.ts';
import type { Cell, EngineOptions, QueryOptions, Target } from '../target.ts';
import {
  type AggregatePack,
  type AggregatesRequest,
  aggregateStatement,
  packAggregates,
} from './aggregate-pack.ts';
import { bisect } from './bisect.ts';
import { measurementError } from './measurement-error.ts';
import { requestStatement } from './request-statement.ts';

type AggregateOutcome = { readonly durationMs: number; readonly sql: string | null } & (
  | { readonly value: Cell }
  | { readonly error: string }
);

interface Run {
  readonly target: Target;
  readonly options: Pick<EngineOptions, 'statementTimeoutMs'>;
  readonly hooks: MeasurementHooks;
  /** By table and identity of the aggregate. */
  readonly outcomes: Map<string, AggregateOutcome>;
}

/**
 * Answers in the order of the requests. A test that cannot be measured is answered with its error. Rejects with
 * TargetError when canceled (`hooks.signal`) or when the target is gone. Statements see the table each at its own time.
 */
export async function runMeasurements(
  target: Target,
  requests: readonly MeasurementRequest[],
  options: Pick<EngineOptions, 'statementTimeoutMs'>,
  hooks: MeasurementHooks,
): Promise<MeasurementAnswer[]> {
  // Every running statement listens.
  setMaxListeners(0, hooks.signal);
  const run: Run = { target, options, hooks, outcomes: new Map() };
  const answers = new Map<string, MeasurementAnswer>();
  const waiting = new Set(requests.filter((request) => request.kind === 'aggregates'));
  const answered = (some: readonly MeasurementAnswer[]) => {
    for (const answer of some) answers.set(answer.id, answer);
    if (some.length > 0) hooks.onAnswers?.(some);
  };
  const answerComplete = () => {
    const complete: MeasurementAnswer[] = [];
    for (const request of waiting) {
      const answer = assemble(request, run.outcomes);
      if (answer === null) continue;
      waiting.delete(request);
      complete.push(answer);
    }
    answered(complete);
  };
  const packs = packAggregates([...waiting], target.dialect).map((pack) => async () => {
    await runPack(run, pack);
    answerComplete();
  });
  const queries = requests
    .filter((request) => request.kind === 'query')
    .map((request) => async () => answered([await runQuery(run, request)]));
  // Requests for no aggregate at all are complete before anything runs.
  answerComplete();
  await inParallel([...packs, ...queries], target.concurrency, (work) => work());
  return requests.map(({ id }) => answers.get(id)!);
}

const outcomeKey = ({ schema, table }: TableName, identity: string) =>
  JSON.stringify([schema, table, identity]);

async function runPack({ target, options, hooks, outcomes }: Run, { table, aggregates }: AggregatePack) {
  const query: QueryOptions = {
    signal: hooks.signal,
    timeoutMs: options.statementTimeoutMs,
    about: { table },
  };
  const brokenAt = performance.now();
  await bisect(
    aggregates,
    async (some) => {
      const started = performance.now();
      const statement = aggregateStatement(target.dialect, table, aggregatesOf(some));
      const [row] = await target.query(statement, query);
      // The duration of a shared statement is shared among those it answers.
      const durationMs = (performance.now() - started) / some.length;
      some.forEach(({ identity }, index) => {
        const value = row?.[`m${index}`] ?? null;
        outcomes.set(outcomeKey(table, identity), { value, durationMs, sql: statement.sql });
      });
    },
    (part, error) => {
      const failure = { error: measurementError(error), durationMs: performance.now() - brokenAt };
      outcomes.set(outcomeKey(table, part.identity), { ...failure, sql: sqlOrNull(target, table, [part]) });
    },
  );
}

const aggregatesOf = (parts: AggregatePack['aggregates']) => parts.map(({ aggregate }) => aggregate);

function sqlOrNull(target: Target, table: TableName, part: AggregatePack['aggregates']): string | null {
  try {
    return aggregateStatement(target.dialect, table, aggregatesOf(part)).sql;
  } catch {
    // It failed because no statement can be made of it.
    return null;
  }
}

async function runQuery(
  { target, options, hooks }: Run,
  request: Extract<MeasurementRequest, { kind: 'query' }>,
): Promise<MeasurementAnswer> {
  const started = performance.now();
  const about = 'from' in request.query ? { about: { table: request.query.from.table } } : {};
  let statement: Statement | null = null;
  try {
    statement = requestStatement(target.dialect, request);
    const query = { signal: hooks.signal, timeoutMs: options.statementTimeoutMs, ...about };
    const [row] = await target.query(statement, query);
    const values = { measure: toValue(row?.measure), affected_rows: toValue(row?.affected_rows) };
    return { id: request.id, values, durationMs: performance.now() - started, sql: statement.sql };
  } catch (error) {
    const message = measurementError(error);
    return {
      id: request.id,
      error: message,
      durationMs: performance.now() - started,
      sql: statement?.sql ?? null,
    };
  }
}

/** The answer to a request, or null while a part of it is missing. */
function assemble(
  { id, table, aggregates }: AggregatesRequest,
  outcomes: ReadonlyMap<string, AggregateOutcome>,
): MeasurementAnswer | null {
  const values: Record<string, number | string | null> = {};
  let durationMs = 0;
  const statements = new Set<string>();
  for (const [name, aggregate] of Object.entries(aggregates)) {
    const outcome = outcomes.get(outcomeKey(table, aggregateIdentity(aggregate)));
    if (outcome === undefined) return null;
    durationMs += outcome.durationMs;
    if ('error' in outcome) return { id, error: outcome.error, durationMs, sql: outcome.sql };
    if (outcome.sql !== null) statements.add(outcome.sql);
    values[name] = toValue(outcome.value);
  }
  return { id, values, durationMs, sql: [...statements].join(';\n') };
}

const toValue = (cell: Cell | undefined): number | string | null =>
  cell === undefined || cell === null ? null : typeof cell === 'boolean' ? String(cell) : cell;
