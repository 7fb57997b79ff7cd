/** The first statement on each side, for people to read and to try: what equal tables cost. */
import type { Reconciliation } from '@assay/checks';
import { isUnaskable } from '../measurements/measurement-error.ts';
import { tryStatement } from '../measurements/try-measurement.ts';
import type { QueryOptions, Target } from '../target.ts';
import { totalsQuery } from './compare-totals.ts';
import { type AskedSide, askedSides, type ReferenceTarget, sideStatement } from './reconciled-side.ts';
import { RECONCILIATION_LIMITS } from './reconciliation-limits.ts';

const UNUSED = { options: { statementTimeoutMs: 0 }, signal: new AbortController().signal };

function firstStatement(side: AskedSide, reconciliation: Reconciliation) {
  const { groups } = RECONCILIATION_LIMITS;
  return sideStatement(
    side,
    reconciliation.kind === 'totals'
      ? totalsQuery(side, reconciliation.totals, groups + 1)
      : { query: 'bucket_checksums', of: side.items, digits: 0, within: null },
  );
}

const sidesOf = (here: Target, there: Target, reconciliation: Reconciliation) =>
  askedSides(here, there, reconciliation, UNUSED.options, UNUSED.signal);

/** Null when no statement can be made of it; its answer says why. */
export function reconciliationSql(
  here: Target,
  reference: ReferenceTarget,
  reconciliation: Reconciliation,
): string | null {
  const sides = sidesOf(here, reference.target, reconciliation);
  try {
    const [own, other] = [sides.here, sides.there].map((side) => firstStatement(side, reconciliation).sql);
    return `${own};\n-- In the reference connection:\n${other}`;
  } catch (error) {
    if (isUnaskable(error)) return null;
    throw error;
  }
}

/** What each target says against its side, as `tryMeasurement` does; null when it is accepted. */
export async function tryReconciliation(
  here: Target,
  there: Target,
  reconciliation: Reconciliation,
  options: QueryOptions,
): Promise<{ readonly here: string | null; readonly there: string | null }> {
  const sides = sidesOf(here, there, reconciliation);
  const attempt = (side: AskedSide) =>
    tryStatement(side.target, () => firstStatement(side, reconciliation), options);
  return { here: await attempt(sides.here), there: await attempt(sides.there) };
}
