/** Totals of groups, fetched from both sides and compared here. */
import { comparedKind, type Difference, type Reconciliation, type ReconciliationCounts } from '@assay/checks';
import { asText, column, type GroupTotal, type ReconciliationQuery } from '@assay/dialects';
import type { Row } from '../target.ts';
import { canonicalText, totalled } from './canonical-text.ts';
import { NOTHING, sumDifferences } from './match-items.ts';
import { type AskedSide, type AskedSides, askBoth } from './reconciled-side.ts';
import { ReconciliationLimitError, type ReconciliationLimits } from './reconciliation-limits.ts';

export type TotalsReconciliation = Extract<Reconciliation, { kind: 'totals' }>;

export interface GroupDifference {
  readonly difference: Difference;
  /** Columns `g0` ..., `row_count`, `t0` ...; null on the side that lacks the group. */
  readonly here: Row | null;
  readonly there: Row | null;
}

export interface ComparedTotals {
  readonly counts: ReconciliationCounts;
  readonly differences: readonly GroupDifference[];
}

/** Throws SideFailure, and ReconciliationLimitError when there are too many groups. */
export async function compareTotals(
  sides: AskedSides,
  { totals, here, there }: TotalsReconciliation,
  limits: ReconciliationLimits,
): Promise<ComparedTotals> {
  const rows = await askBoth(sides, (side) => totalsQuery(side, totals, limits.groups + 1));
  if (Math.max(rows.here.length, rows.there.length) > limits.groups) {
    throw new ReconciliationLimitError(
      `There are more than ${limits.groups} groups; group by fewer columns, or narrow both sides with conditions.`,
    );
  }
  const isInexact = totals.map(
    ({ column, total }) =>
      total === 'sum' && [here, there].some(({ compared }) => compared[column]?.isDecimal === null),
  );
  const others = new Map(rows.there.map((row) => [String(row.group_key), row]));
  const known = new Set(rows.here.map(({ group_key }) => String(group_key)));
  const differences: GroupDifference[] = [
    ...rows.here.flatMap((own): GroupDifference[] => {
      const other = others.get(String(own.group_key));
      if (other === undefined) return [{ difference: 'missing', here: own, there: null }];
      return areEqual(own, other, isInexact) ? [] : [{ difference: 'different', here: own, there: other }];
    }),
    ...rows.there
      .filter(({ group_key }) => !known.has(String(group_key)))
      .map((other): GroupDifference => ({ difference: 'extra', here: null, there: other })),
  ];
  return {
    counts: {
      ...sumDifferences(differences.map(countOf)),
      here: rows.here.length,
      there: rows.there.length,
      isLowerBound: false,
    },
    differences,
  };
}

/** Group columns as texts, in the database's own writing. */
export function totalsQuery(
  { target, side, items }: AskedSide,
  totals: TotalsReconciliation['totals'],
  limit: number,
): Extract<ReconciliationQuery, { query: 'group_totals' }> {
  return {
    query: 'group_totals',
    from: side.from,
    groupBy: items.key,
    shown: side.keys.map((key) =>
      comparedKind(key) === 'moment' ? asText(column(key.name, 'moment')) : canonicalText(target, key),
    ),
    totals: totals.map(
      ({ column: place, total }): GroupTotal => ({
        total,
        ...totalled(target, side.compared[place]!, total),
      }),
    ),
    limit,
  };
}

/** Sums of binary floating point depend on the order of their rows: this much of the larger one is no difference. */
const ROUNDING = 1e-9;

function areEqual(own: Row, other: Row, isInexact: readonly boolean[]): boolean {
  if (Number(own.row_count) !== Number(other.row_count)) return false;
  return isInexact.every((inexact, index) => {
    const [a, b] = [own[`t${index}`] ?? null, other[`t${index}`] ?? null];
    if (a === b) return true;
    if (!inexact || a === null || b === null) return false;
    const [x, y] = [Number(a), Number(b)];
    return Math.abs(x - y) <= ROUNDING * Math.max(Math.abs(x), Math.abs(y));
  });
}

function countOf({ difference, here, there }: GroupDifference) {
  const none = { missing: NOTHING, extra: NOTHING, different: NOTHING };
  return { ...none, [difference]: { items: 1, rows: Number((here ?? there)?.row_count ?? 0) } };
}
