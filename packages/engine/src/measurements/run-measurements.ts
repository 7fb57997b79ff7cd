/** Answers the questions of tests: many aggregates a statement, one broken test never in the way of another. */
import { setMaxListeners } from 'node:events';
import { aggregateIdentity, type Statement, type TableName } from '@assay/dialects';
import type {
  MeasurementAnswer,
  MeasurementHooks,
  MeasurementOptions,
  MeasurementRequest,
} from '../profile-request.ts';
import type { Cell, QueryOptions, Target } from '../target.ts';
import {
  type AggregatePack,
  type AggregatesRequest,
  aggregateStatement,
  type PackedAggregate,
  packAggregates,
  tableKey,
} from './aggregate-pack.ts';
import { bisect } from './bisect.ts';
import { measurementError } from './measurement-error.ts';
import { requestStatement } from './request-statement.ts';
import { runInLanes, type Session, type TableWork } from './table-lanes.ts';

type QueryRequest = Extract<MeasurementRequest, { kind: 'query' }>;

type AggregateOutcome = { readonly durationMs: number; readonly sql: string | null } & (
  | { readonly value: Cell }
  | { readonly error: string }
);

interface Run {
  readonly target: Target;
  readonly options: MeasurementOptions;
  readonly hooks: MeasurementHooks;
  /** By table and identity of the aggregate. */
  readonly outcomes: Map<string, AggregateOutcome>;
}

/**
 * Answers in the order of the requests. A test that cannot be measured is answered with its error. Rejects with
 * TargetError when canceled (`hooks.signal`) or when the target is gone. All statements about a table see one state of it
 * where the target can keep one (`hooks.onTable` tells); a statement about two tables counts to the one that is tested.
 */
export async function runMeasurements(
  target: Target,
  requests: readonly MeasurementRequest[],
  options: MeasurementOptions,
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
  const packs = packAggregates([...waiting], target.dialect, options.relations).map((pack) => ({
    table: pack.table,
    step: async (session: Session) => {
      await runPack(run, session, pack);
      answerComplete();
    },
  }));
  const queries = requests
    .filter((request) => request.kind === 'query')
    .map((request) => ({
      table: testedTable(request),
      step: async (session: Session) => answered([await runQuery(run, session, request)]),
    }));
  // Requests for no aggregate at all are complete before anything runs.
  answerComplete();
  await runInLanes(
    target,
    byTable([...packs, ...queries]),
    { signal: hooks.signal },
    {
      onStart: (table) => {
        if (table !== null) hooks.onTableStart?.(table);
      },
      onEnd: (table, sawOneState) => {
        if (table !== null) hooks.onTable?.(table, sawOneState);
      },
    },
  );
  return requests.map(({ id }) => answers.get(id)!);
}

interface Step {
  readonly table: TableName | null;
  readonly step: TableWork['steps'][number];
}

/** What belongs to no table stands alone: it need not agree with anything. */
function byTable(steps: readonly Step[]): TableWork[] {
  const groups = Map.groupBy(steps, ({ table, step }) => (table === null ? step : tableKey(table)));
  return [...groups.values()].map((some) => ({
    table: some[0]!.table,
    steps: some.map(({ step }) => step),
  }));
}

function testedTable({ query, table }: QueryRequest): TableName | null {
  if ('from' in query) return query.from.table;
  return 'totals' in query ? query.totals.from.table : (table ?? null);
}

const outcomeKey = (table: TableName, identity: string) => `${tableKey(table)} ${identity}`;

async function runPack({ target, options, hooks, outcomes }: Run, session: Session, pack: AggregatePack) {
  const { table, aggregates } = pack;
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
      const statement = packStatement(target, pack, some);
      const [row] = await session.query(statement, query);
      // The duration of a shared statement is shared among those it answers.
      const durationMs = (performance.now() - started) / some.length;
      some.forEach(({ identity }, index) => {
        const value = row?.[`m${index}`] ?? null;
        outcomes.set(outcomeKey(table, identity), { value, durationMs, sql: statement.sql });
      });
    },
    (part, error) => {
      const failure = { error: measurementError(error), durationMs: performance.now() - brokenAt };
      outcomes.set(outcomeKey(table, part.identity), { ...failure, sql: sqlOrNull(target, pack, part) });
    },
  );
}

const packStatement = (
  { dialect }: Target,
  { table, dictionaryOf }: AggregatePack,
  some: readonly PackedAggregate[],
): Statement =>
  aggregateStatement(
    dialect,
    table,
    some.map(({ aggregate }) => aggregate),
    dictionaryOf,
  );

function sqlOrNull(target: Target, pack: AggregatePack, part: PackedAggregate): string | null {
  try {
    return packStatement(target, pack, [part]).sql;
  } catch {
    // It failed because no statement can be made of it.
    return null;
  }
}

async function runQuery(
  { target, options, hooks }: Run,
  session: Session,
  request: QueryRequest,
): Promise<MeasurementAnswer> {
  const started = performance.now();
  const about = 'from' in request.query ? { about: { table: request.query.from.table } } : {};
  let statement: Statement | null = null;
  try {
    statement = requestStatement(target.dialect, request);
    const query = { signal: hooks.signal, timeoutMs: options.statementTimeoutMs, ...about };
    const [row] = await session.query(statement, query);
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
