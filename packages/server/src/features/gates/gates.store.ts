/** The gate table. */

import type { Updateable } from 'kysely';
import type { Queryable } from '../../store/store.ts';
import type { GateRow, GateTable, NewGateRow } from '../../store/tables/gate-table.ts';
import { fetchPage, type Page, type PageRequest } from '../page.ts';

export const GATE_NAME_CONSTRAINT = 'gate_name_key';
export const GATE_TARGET_CONSTRAINTS = ['gate_suite_key', 'gate_group_key'] as const;

export interface PlacedGate extends GateRow {
  readonly project_code: string;
}

const placed = (db: Queryable) =>
  db
    .selectFrom('gate')
    .innerJoin('project', 'project.id', 'gate.project_id')
    .selectAll('gate')
    .select('project.code as project_code');

export async function insertGate(db: Queryable, gate: NewGateRow): Promise<void> {
  await db.insertInto('gate').values(gate).execute();
}

export function findGate(db: Queryable, id: string): Promise<PlacedGate | undefined> {
  return placed(db).where('gate.id', '=', id).executeTakeFirst();
}

/** Locked until the transaction ends, so that two changes of a policy do not undo each other. */
export function lockGate(db: Queryable, id: string): Promise<GateRow | undefined> {
  return db.selectFrom('gate').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Its own gate, not that of the group around it. */
export function findGateOfSuite(db: Queryable, testSuiteId: string): Promise<GateRow | undefined> {
  return db.selectFrom('gate').selectAll().where('test_suite_id', '=', testSuiteId).executeTakeFirst();
}

export function findGateOfGroup(db: Queryable, tableGroupId: string): Promise<GateRow | undefined> {
  return db.selectFrom('gate').selectAll().where('table_group_id', '=', tableGroupId).executeTakeFirst();
}

export interface GateFilter {
  readonly test_suite_id?: string | undefined;
  readonly table_group_id?: string | undefined;
}

/** By name. */
export function listGates(
  db: Queryable,
  projectId: string,
  { test_suite_id, table_group_id }: GateFilter,
  page: PageRequest,
): Promise<Page<PlacedGate>> {
  let query = placed(db).where('gate.project_id', '=', projectId).orderBy('gate.name');
  if (test_suite_id !== undefined) query = query.where('gate.test_suite_id', '=', test_suite_id);
  if (table_group_id !== undefined) query = query.where('gate.table_group_id', '=', table_group_id);
  return fetchPage(query, page);
}

export async function updateGate(db: Queryable, id: string, change: Updateable<GateTable>): Promise<void> {
  await db
    .updateTable('gate')
    .set({ ...change, updated_at: new Date() })
    .where('id', '=', id)
    .execute();
}

export async function deleteGate(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('gate').where('id', '=', id).execute();
}
