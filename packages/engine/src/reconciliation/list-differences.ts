/** The differences behind a comparison, for people: keys with the values of both sides. */
import {
  comparedKind,
  DIFFERENCE_COLUMN,
  DIFFERENCES,
  type Difference,
  ofReference,
  type Reconciliation,
  totalName,
} from '@assay/checks';
import { type Cell, type EngineOptions, type Row, type Target, TargetError } from '../target.ts';
import { shownValue } from './canonical-text.ts';
import { compareItems } from './compare-items.ts';
import { compareTotals, type GroupDifference, type TotalsReconciliation } from './compare-totals.ts';
import { type KeyDifference, unpaired } from './match-items.ts';
import {
  type AskedSide,
  type AskedSides,
  askedSides,
  askSide,
  type ReferenceTarget,
  SideFailure,
} from './reconciled-side.ts';
import {
  RECONCILIATION_LIMITS,
  ReconciliationLimitError,
  type ReconciliationLimits,
} from './reconciliation-limits.ts';
import { hasContent } from './run-reconciliation.ts';

export interface DifferenceListing {
  readonly columns: string[];
  readonly rows: readonly Row[];
  /** Null when there were too many to count. */
  readonly total: number | null;
  readonly truncated: boolean;
}

export interface DifferencesWanted {
  readonly counted: readonly Difference[];
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Compares anew, and fetches the values of at most `limit` differences. Throws TargetError of either side, the dialect's
 * errors for what cannot be put into SQL.
 */
export async function listDifferences(
  here: Target,
  { target: there }: ReferenceTarget,
  reconciliation: Reconciliation,
  options: Pick<EngineOptions, 'statementTimeoutMs'>,
  wanted: DifferencesWanted,
  limits: ReconciliationLimits = RECONCILIATION_LIMITS,
): Promise<DifferenceListing> {
  const sides = askedSides(here, there, reconciliation, options, wanted.signal);
  try {
    if (reconciliation.kind === 'totals') return await listGroups(sides, reconciliation, wanted, limits);
    const { counts, differences } = await compareItems(sides, hasContent(reconciliation), limits);
    const found = differences.filter((one) => wanted.counted.some((difference) => one[difference].items > 0));
    const total = wanted.counted.reduce((sum, difference) => sum + counts[difference].items, 0);
    const rows =
      reconciliation.kind === 'rows'
        ? await listRowPairs(sides, found, wanted)
        : await listValues(sides, found, wanted);
    return listing(
      reconciliation.kind === 'rows' ? pairColumns(sides.here) : valueColumns(sides.here),
      rows,
      counts.isLowerBound ? null : total,
      total > rows.length || counts.isLowerBound,
    );
  } catch (error) {
    if (error instanceof ReconciliationLimitError) throw new TargetError('refused', error.message);
    throw error instanceof SideFailure ? error.cause : error;
  }
}

const listing = (
  columns: readonly string[],
  rows: readonly Row[],
  total: number | null,
  truncated: boolean,
): DifferenceListing => ({ columns: rows.length === 0 ? [] : [...columns], rows, total, truncated });

const byHash = (a: KeyDifference, b: KeyDifference): number => (a.keyHash < b.keyHash ? -1 : 1);

/** Rows under keys, as they are shown: columns `c0` ... of the keys, then of what is compared. */
interface ShownRow {
  readonly keyHash: string;
  readonly itemHash: string;
  readonly cells: readonly Cell[];
}

async function fetchRows(side: AskedSide, keyHashes: readonly string[]): Promise<readonly ShownRow[]> {
  if (keyHashes.length === 0) return [];
  const shown = [...side.side.keys, ...side.side.compared].map(shownValue);
  const rows = await askSide(side, { query: 'keyed_rows', of: side.items, shown, keyHashes });
  return rows.map((row) => ({
    keyHash: String(row.key_hash),
    itemHash: String(row.item_hash),
    cells: shown.map((_, index) => row[`c${index}`] ?? null),
  }));
}

/** Keys with the most rows first: they may be one. */
async function fetchBoth(sides: AskedSides, found: readonly KeyDifference[]) {
  const has = (own: 'missing' | 'extra') => (one: KeyDifference) =>
    one[own].items > 0 || one.different.items > 0;
  const hashes = (own: 'missing' | 'extra') => found.filter(has(own)).map(({ keyHash }) => keyHash);
  const [own, other] = [
    await fetchRows(sides.here, hashes('missing')),
    await fetchRows(sides.there, hashes('extra')),
  ];
  return { here: Map.groupBy(own, keyHashOf), there: Map.groupBy(other, keyHashOf) };
}
const keyHashOf = ({ keyHash }: ShownRow): string => keyHash;

const pairColumns = ({ side: { keys, compared } }: AskedSide): string[] => [
  DIFFERENCE_COLUMN,
  ...keys.map(({ name }) => name),
  ...compared.flatMap(({ name }) => [name, ofReference(name)]),
];

async function listRowPairs(
  sides: AskedSides,
  found: readonly KeyDifference[],
  { limit }: DifferencesWanted,
): Promise<Row[]> {
  const chosen = found.toSorted(byHash).slice(0, limit);
  const fetched = await fetchBoth(sides, chosen);
  const { keys, compared } = sides.here.side;
  const rows = chosen.flatMap(({ keyHash }) => {
    const [own, other] = unpaired(
      fetched.here.get(keyHash) ?? [],
      fetched.there.get(keyHash) ?? [],
      ({ itemHash }) => itemHash,
    );
    const length = Math.max(own.length, other.length);
    return Array.from({ length }, (_, index) => rowPair(own[index], other[index]));
  });
  return rows.slice(0, limit);

  function rowPair(own: ShownRow | undefined, other: ShownRow | undefined): Row {
    const difference: Difference =
      other === undefined ? 'missing' : own === undefined ? 'extra' : 'different';
    const cell = (row: ShownRow | undefined, index: number): Cell => row?.cells[index] ?? null;
    return Object.fromEntries([
      [DIFFERENCE_COLUMN, difference],
      ...keys.map(({ name }, index) => [name, cell(own ?? other, index)]),
      ...compared.flatMap(({ name }, index) => [
        [name, cell(own, keys.length + index)],
        [ofReference(name), cell(other, keys.length + index)],
      ]),
    ]);
  }
}

const ROW_COUNT = 'row_count';
const valueColumns = ({ side }: AskedSide): string[] => [
  DIFFERENCE_COLUMN,
  ...side.keys.map(({ name }) => name),
  ROW_COUNT,
  ofReference(ROW_COUNT),
];

/** The values of most rows first. */
async function listValues(
  sides: AskedSides,
  found: readonly KeyDifference[],
  { limit }: DifferencesWanted,
): Promise<Row[]> {
  const rowsOf = ({ rowsHere, rowsThere }: KeyDifference) => Math.max(rowsHere, rowsThere);
  const chosen = found.toSorted((a, b) => rowsOf(b) - rowsOf(a) || byHash(a, b)).slice(0, limit);
  const fetched = await fetchBoth(sides, chosen);
  return chosen.map((one) => {
    const [shown] = fetched.here.get(one.keyHash) ?? fetched.there.get(one.keyHash) ?? [];
    return Object.fromEntries([
      [DIFFERENCE_COLUMN, DIFFERENCES.find((difference) => one[difference].items > 0) ?? null],
      ...sides.here.side.keys.map(({ name }, index) => [name, shown?.cells[index] ?? null]),
      [ROW_COUNT, one.rowsHere],
      [ofReference(ROW_COUNT), one.rowsThere],
    ]);
  });
}

async function listGroups(
  sides: AskedSides,
  reconciliation: TotalsReconciliation,
  { limit }: DifferencesWanted,
  limits: ReconciliationLimits,
): Promise<DifferenceListing> {
  const { differences } = await compareTotals(sides, reconciliation, limits);
  const { keys, compared } = sides.here.side;
  const names = reconciliation.totals.map(({ column, total }) => totalName(total, compared[column]!.name));
  const isMoment = reconciliation.totals.map(
    ({ column, total }) => comparedKind(compared[column]!) === 'moment' && !total.startsWith('count'),
  );
  const total = (row: Row | null, index: number): Cell => {
    const text = row?.[`t${index}`] ?? null;
    return text !== null && isMoment[index] ? momentOfMicroseconds(String(text)) : text;
  };
  const rowsOf = ({ here, there }: GroupDifference) => Number((here ?? there)?.row_count ?? 0);
  const rows = differences
    .toSorted((a, b) => rowsOf(b) - rowsOf(a))
    .slice(0, limit)
    .map(({ difference, here, there }) =>
      Object.fromEntries([
        [DIFFERENCE_COLUMN, difference],
        ...keys.map(({ name }, index) => [name, (here ?? there)?.[`g${index}`] ?? null]),
        [ROW_COUNT, here === null ? null : Number(here.row_count)],
        [ofReference(ROW_COUNT), there === null ? null : Number(there.row_count)],
        ...names.flatMap((name, index) => [
          [name, total(here, index)],
          [ofReference(name), total(there, index)],
        ]),
      ]),
    );
  return listing(Object.keys(rows[0] ?? {}), rows, differences.length, differences.length > rows.length);
}

const THOUSAND = 1000n;

/** ISO 8601 without a zone; what no Date can hold stays a number. */
function momentOfMicroseconds(text: string): string {
  if (!/^-?\d+$/.test(text)) return text;
  const micros = BigInt(text);
  const milliseconds = (micros - (((micros % THOUSAND) + THOUSAND) % THOUSAND)) / THOUSAND;
  const date = new Date(Number(milliseconds));
  if (Number.isNaN(date.getTime())) return text;
  const rest = String(micros - milliseconds * THOUSAND).padStart(3, '0');
  return `${date.toISOString().slice(0, -1)}${rest}`.replace(/\.0+$/, '');
}
