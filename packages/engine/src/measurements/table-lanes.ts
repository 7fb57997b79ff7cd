/** Statements about tables, several at a time; those about one table see one state of it where the target offers that. */
import type { TableName } from '@assay/dialects';
import { inParallel } from '../profile/in-parallel.ts';
import { type QueryOptions, type Target, TargetError, type TargetSnapshot } from '../target.ts';

/** What statements are sent to: the target itself, or a snapshot of it. */
export type Session = Pick<Target, 'query'>;

export interface TableWork {
  /** Null when nobody knows what the statements are about. */
  readonly table: TableName | null;
  /** Each sends one statement, or several one after another. */
  readonly steps: readonly ((session: Session) => Promise<void>)[];
}

interface TableState {
  readonly work: TableWork;
  /** Steps that were begun, and those that have ended. */
  begun: number;
  ended: number;
  statements: number;
  isSnapshot: boolean;
  /** The first session of the table, whose state the others join. */
  first: Promise<TargetSnapshot | null> | null;
  /** Sessions on their way to that state. */
  readonly joining: Set<Promise<unknown>>;
}

/** A lane's hold on a table; `snapshot` null = statements go to the target itself. */
interface Hold {
  readonly state: TableState;
  readonly snapshot: TargetSnapshot | null;
  readonly isFirst: boolean;
}

export interface TableHooks {
  readonly onStart: (table: TableName | null) => void;
  /** Told whether all statements about the table saw one state. */
  readonly onEnd: (table: TableName | null, sawOneState: boolean) => void;
}

/**
 * Runs all steps, at most `target.concurrency` at a time, table by table: a snapshot is opened with the first statement of its
 * table and closed with the last, and more sessions join it while statements are left. After a failure nothing new begins, and
 * the failure is thrown.
 */
export async function runInLanes(
  target: Target,
  works: readonly TableWork[],
  options: QueryOptions,
  { onStart, onEnd }: TableHooks,
): Promise<void> {
  const states = works
    .filter(({ steps }) => steps.length > 0)
    .map(
      (work): TableState => ({
        ...{ work, begun: 0, ended: 0, statements: 0, first: null, joining: new Set() },
        isSnapshot: target.openSnapshot !== undefined,
      }),
    );
  const total = states.reduce((sum, { work }) => sum + work.steps.length, 0);
  let hasFailed = false;

  const lane = async (): Promise<void> => {
    let hold: Hold | null = null;
    try {
      while (!hasFailed) {
        const held = hold;
        const state = held !== null && hasMore(held.state) ? held.state : states.find(hasMore);
        if (state === undefined) break;
        if (state.begun === 0) onStart(state.work.table);
        const step = state.work.steps[state.begun++]!;
        if (held?.state !== state) {
          if (held !== null) await release(held);
          hold = null;
          hold = await take(target, state, options);
        }
        const session = hold?.snapshot ?? target;
        await step({
          query: (statement, queryOptions) => {
            state.statements++;
            return session.query(statement, queryOptions);
          },
        });
        state.ended++;
        if (state.ended === state.work.steps.length)
          onEnd(state.work.table, state.isSnapshot || state.statements === 1);
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      if (hold !== null) await release(hold);
    }
  };
  const lanes = Array.from({ length: Math.min(total, target.concurrency) });
  await inParallel(lanes, lanes.length, lane);
}

const hasMore = ({ begun, work }: TableState): boolean => begun < work.steps.length;

async function take(target: Target, state: TableState, options: QueryOptions): Promise<Hold> {
  const isFirst = state.first === null;
  if (!state.isSnapshot) return { state, snapshot: null, isFirst };
  try {
    return { state, snapshot: await enter(target, state, options), isFirst };
  } catch (error) {
    const isTheEnd =
      !(error instanceof TargetError) || error.kind === 'canceled' || error.kind === 'unreachable';
    if (isTheEnd) throw error;
    // A server that cannot keep a state, or a pooler that led to another server: the caller is told at the table's end.
    state.isSnapshot = false;
    return { state, snapshot: null, isFirst };
  }
}

async function enter(
  target: Target,
  state: TableState,
  options: QueryOptions,
): Promise<TargetSnapshot | null> {
  if (state.first === null) {
    state.first = target.openSnapshot?.(options) ?? Promise.resolve(null);
    return state.first;
  }
  const joined = state.first.then((first) => first?.join(options) ?? null);
  state.joining.add(joined);
  // A failure is told to whoever waits for it.
  joined.catch(() => undefined).finally(() => state.joining.delete(joined));
  return joined;
}

async function release({ state, snapshot, isFirst }: Hold): Promise<void> {
  if (isFirst) await Promise.allSettled(state.joining);
  await snapshot?.close();
}
