/** One side of a comparison: its target, and its columns in the words of questions. */
import type { ReconciledSide, Reconciliation } from '@assay/checks';
import {
  type ComparedItems,
  createRenderer,
  type ReconciliationQuery,
  type Statement,
} from '@assay/dialects';
import type { EngineOptions, QueryOptions, Row, Target } from '../target.ts';
import { canonicalText } from './canonical-text.ts';

/** The connection's name is for messages. */
export interface ReferenceTarget {
  readonly name: string;
  readonly target: Target;
}

/** `options` hold the signal and the limit of each statement. */
export interface AskedSide {
  readonly place: 'here' | 'there';
  readonly target: Target;
  readonly side: ReconciledSide;
  readonly items: ComparedItems;
  readonly options: QueryOptions;
}

/** A question failed on one side; `cause` says how. */
export class SideFailure extends Error {
  readonly place: AskedSide['place'];
  constructor(place: AskedSide['place'], cause: unknown) {
    super('A side of a comparison could not be asked.', { cause });
    this.name = 'SideFailure';
    this.place = place;
  }
}

export interface AskedSides {
  readonly here: AskedSide;
  readonly there: AskedSide;
}

export function askedSides(
  here: Target,
  there: Target,
  reconciliation: Reconciliation,
  { statementTimeoutMs }: Pick<EngineOptions, 'statementTimeoutMs'>,
  signal: AbortSignal,
): AskedSides {
  const side = (place: AskedSide['place'], target: Target): AskedSide => {
    const own = reconciliation[place];
    return {
      place,
      target,
      side: own,
      items: comparedItems(target, own, reconciliation),
      options: { signal, timeoutMs: statementTimeoutMs, about: { table: own.from.table } },
    };
  };
  return { here: side('here', here), there: side('there', there) };
}

/** Of totals the groups. */
function comparedItems(target: Target, side: ReconciledSide, reconciliation: Reconciliation): ComparedItems {
  const withCounts = reconciliation.kind === 'values' && reconciliation.withCounts;
  return {
    from: side.from,
    key: side.keys.map((key) => canonicalText(target, key)),
    content: side.compared.map((compared) => canonicalText(target, compared)),
    itemOf: reconciliation.kind === 'rows' ? 'row' : withCounts ? 'key_with_count' : 'key',
  };
}

export function sideStatement({ target }: Pick<AskedSide, 'target'>, query: ReconciliationQuery): Statement {
  const renderer = createRenderer(target.dialect);
  return renderer.statement(renderer.reconciliation(query));
}

/**
 * The same question to both sides at the same time. When one of them fails, the other is stopped, and SideFailure is thrown
 * when both have ended.
 */
export async function askBoth(
  { here, there }: AskedSides,
  question: (side: AskedSide) => ReconciliationQuery,
): Promise<{ readonly here: readonly Row[]; readonly there: readonly Row[] }> {
  const stop = new AbortController();
  let failure: SideFailure | null = null;
  const ask = async (side: AskedSide): Promise<readonly Row[]> => {
    try {
      return await askSide(side, question(side), stop.signal);
    } catch (error) {
      failure ??= error as SideFailure;
      stop.abort();
      return [];
    }
  };
  const [rowsHere, rowsThere] = await Promise.all([ask(here), ask(there)]);
  if (failure !== null) throw failure;
  return { here: rowsHere, there: rowsThere };
}

/** Throws SideFailure. */
export async function askSide(
  side: AskedSide,
  query: ReconciliationQuery,
  stop?: AbortSignal,
): Promise<readonly Row[]> {
  const signals = [side.options.signal, stop].filter((signal) => signal !== undefined);
  try {
    const options = { ...side.options, signal: AbortSignal.any(signals) };
    return await side.target.query(sideStatement(side, query), options);
  } catch (error) {
    throw new SideFailure(side.place, error);
  }
}
