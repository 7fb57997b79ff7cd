/** Who wants to see what the engine does, for traces. Is told names and kinds, never SQL, values or secrets. */
import type { Target, TargetSnapshot, TargetType } from './target.ts';

export interface ObservedStatement {
  readonly targetType: TargetType;
  /** What it is about, where that is one table. */
  readonly table: string | null;
}

/** Each runs `work` exactly once and gives what it gives. */
export interface EngineObserver {
  /** One table of a profile, whatever statements that takes. */
  table<T>(table: string, work: () => Promise<T>): Promise<T>;
  statement<T>(statement: ObservedStatement, work: () => Promise<T>): Promise<T>;
}

/** Shows the observer every statement of the target; drivers need not know of it. */
export function observeTarget(target: Target, observer: EngineObserver): Target {
  const observed = <Source extends Pick<Target, 'query'>>(source: Source): Source['query'] => {
    const query = source.query.bind(source);
    return (statement, options) =>
      observer.statement({ targetType: target.type, table: options?.about?.table?.table ?? null }, () =>
        query(statement, options),
      );
  };
  const snapshotOf = (snapshot: TargetSnapshot): TargetSnapshot => ({
    query: observed(snapshot),
    join: async (options) => snapshotOf(await snapshot.join(options)),
    close: () => snapshot.close(),
  });
  const { openSnapshot, tableExport } = target;
  const replaced: Partial<Target> = {
    query: observed(target),
    ...(openSnapshot && {
      openSnapshot: async (options) => snapshotOf(await openSnapshot.call(target, options)),
    }),
    ...(tableExport && {
      tableExport: {
        copyTo: (relation, ...rest) =>
          observer.statement({ targetType: target.type, table: relation.table }, () =>
            tableExport.copyTo(relation, ...rest),
          ),
      },
    }),
  };
  // Replaced in place: drivers have private state, which a copy or a proxy of them would not reach.
  return Object.assign(target, replaced);
}
