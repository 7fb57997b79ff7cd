/** Which defects are put where, and how many rows each of them befalls. */
import { createHash } from 'node:crypto';
import type { Damage, MutatedColumn, MutatedTable, Mutation, Remedy } from '@assay/checks';
import { countIf } from '@assay/dialects';
import { runMeasurements } from '../measurements/run-measurements.ts';
import { isSample, type TableCopy } from '../pull/copy-table.ts';
import type { Copies } from '../pull/open-copies.ts';
import type { EngineOptions } from '../target.ts';

export interface PlannedMutant {
  readonly copy: TableCopy;
  readonly mutation: Mutation;
  /** Null for defects of whole rows that belong to no column. */
  readonly column: string | null;
  readonly damage: Damage;
  readonly share: number;
  /** Damaged rows, and the rows that could be. */
  readonly damagedRows: number;
  readonly possibleRows: number;
  readonly remedies: readonly Remedy[];
}

export interface MutantWishes {
  readonly mutations: readonly Mutation[];
  /** Instead of the usual shares of each mutation; null = those. */
  readonly shares: readonly number[] | null;
  readonly seed: number;
  readonly runAt: string;
}

interface Planning {
  readonly options: EngineOptions;
  readonly signal: AbortSignal;
}

/**
 * In an order that the seed decides, so that the first of them are a fair choice. A defect that changes nothing is none and
 * is left out. Of a sample no rows are lost: the tests that would notice cannot be tried on one.
 */
export async function planMutants(
  copies: Copies,
  tables: readonly MutatedTable[],
  wishes: MutantWishes,
  planning: Planning,
): Promise<PlannedMutant[]> {
  const planned: PlannedMutant[] = [];
  for (const [index, table] of tables.entries()) {
    planned.push(...(await planTable(copies, copies.tables[index]!, table, wishes, planning)));
  }
  const order = new Map(planned.map((mutant) => [mutant, drawOf(mutant, wishes.seed)]));
  return planned.toSorted((a, b) => (order.get(a)! < order.get(b)! ? -1 : 1));
}

type Place = Pick<PlannedMutant, 'mutation' | 'column' | 'damage' | 'remedies'>;

async function planTable(
  { target }: Copies,
  copy: TableCopy,
  table: MutatedTable,
  wishes: MutantWishes,
  { options, signal }: Planning,
): Promise<PlannedMutant[]> {
  const places = wishes.mutations
    .flatMap((mutation) => placesOf(mutation, table, wishes.runAt))
    .filter(({ damage }) => damage.kind !== 'lost_rows' || !isSample(copy));
  const requests = places.map(({ damage }, index) => ({
    id: String(index),
    kind: 'aggregates' as const,
    table: { schema: table.schema, table: table.table },
    aggregates: { possible: countIf(damage.where) },
  }));
  const answers = await runMeasurements(target, requests, options, { signal });
  return places.flatMap((place, index) => {
    const answer = answers[index]!;
    // What cannot be asked cannot be damaged either: a value that no literal holds.
    const possibleRows = 'error' in answer ? 0 : Number(answer.values.possible ?? 0);
    return doses(sharesOf(place.mutation, wishes.shares), possibleRows).map((dose) => ({
      ...place,
      ...dose,
      copy,
      possibleRows,
    }));
  });
}

function placesOf(mutation: Mutation, table: MutatedTable, runAt: string): Place[] {
  if (mutation.per === 'table') {
    const damage = mutation.damage({ runAt, table });
    if (damage === null) return [];
    return [{ mutation, column: null, damage, remedies: mutation.remedies({ runAt, table }) }];
  }
  const { appliesTo } = mutation;
  const fits = ({ generalType, facts }: MutatedColumn) =>
    facts.values > 0 && (appliesTo === null || appliesTo.includes(generalType));
  return table.columns.filter(fits).flatMap((column) => {
    const site = { runAt, table, column };
    const damage = mutation.damage(site);
    return damage === null
      ? []
      : [{ mutation, column: column.name, damage, remedies: mutation.remedies(site) }];
  });
}

/** A wish for shares means nothing to a defect that befalls everything, and no defect becomes heavier than it can be. */
function sharesOf({ shares }: Mutation, wished: readonly number[] | null): readonly number[] {
  const isWhole = shares.length === 1 && shares[0] === 1;
  if (wished === null || isWhole) return shares;
  return wished.filter((share) => share <= Math.max(...shares));
}

/** At least one row each; shares that come to the same number of rows are one. */
function doses(
  shares: readonly number[],
  possible: number,
): { readonly share: number; readonly damagedRows: number }[] {
  if (possible === 0) return [];
  const byRows = new Map<number, number>();
  for (const share of shares.toSorted((a, b) => a - b)) {
    const rows = Math.max(1, Math.round(share * possible));
    if (!byRows.has(rows)) byRows.set(rows, share);
  }
  return [...byRows].map(([damagedRows, share]) => ({ share, damagedRows }));
}

function drawOf({ copy: { description }, mutation, column, share }: PlannedMutant, seed: number): string {
  const name = JSON.stringify([seed, description.schema, description.table, mutation.key, column, share]);
  return createHash('sha256').update(name).digest('hex');
}
