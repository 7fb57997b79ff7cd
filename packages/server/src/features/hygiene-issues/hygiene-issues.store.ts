/** Rows of hygiene issues, and of the findings that people muted. */
import type { HygieneIssue } from '@assay/checks';
import type { Disposition } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { sql } from 'kysely';
import { json } from '../../store/json-column.ts';
import type { Queryable } from '../../store/store.ts';
import type { MutedIssueTable } from '../../store/tables/profiling-tables.ts';
import { inChunks } from '../profiling-runs/in-chunks.ts';

export interface IssueOwner {
  readonly runId: string;
  readonly tableGroupId: string;
}

/** What makes two findings of different runs the same. */
export type IssueIdentity = Pick<
  MutedIssueTable,
  'table_group_id' | 'issue_type' | 'table_name' | 'column_name'
>;

/** Writes the findings of a run; muted ones are born Inactive. */
export async function insertIssues(
  db: Queryable,
  { runId, tableGroupId }: IssueOwner,
  issues: readonly HygieneIssue[],
): Promise<void> {
  const muted = await mutedBy(db, tableGroupId);
  const rows = issues.map((issue) => {
    const mute = muted.get(identityKey(issue.issueType, issue.table, issue.column));
    return {
      id: uuidV7(),
      profiling_run_id: runId,
      issue_type: issue.issueType,
      table_name: issue.table,
      column_name: issue.column,
      likelihood: issue.likelihood,
      detail: issue.detail,
      facts: json(issue.facts),
      prevalence: issue.prevalence,
      disposition: mute === undefined ? null : ('Inactive' as const),
      disposition_by: mute?.created_by ?? null,
      disposition_at: mute?.created_at ?? null,
    };
  });
  await inChunks(rows, (chunk) => db.insertInto('hygiene_issue').values(chunk).execute());
}

async function mutedBy(db: Queryable, tableGroupId: string) {
  const rows = await db
    .selectFrom('muted_issue')
    .selectAll()
    .where('table_group_id', '=', tableGroupId)
    .execute();
  return new Map(rows.map((row) => [identityKey(row.issue_type, row.table_name, row.column_name), row]));
}

const identityKey = (type: string, table: string, column: string): string =>
  JSON.stringify([type, table, column]);

export async function setDisposition(
  db: Queryable,
  id: string,
  disposition: Disposition | null,
  tokenId: string,
): Promise<void> {
  const decided = disposition !== null;
  await db
    .updateTable('hygiene_issue')
    .set({
      disposition,
      disposition_by: decided ? tokenId : null,
      disposition_at: decided ? sql<Date>`now()` : null,
    })
    .where('id', '=', id)
    .execute();
}

/** Later runs find it muted. Muting twice changes nothing. */
export async function mute(db: Queryable, identity: IssueIdentity, tokenId: string): Promise<void> {
  await db
    .insertInto('muted_issue')
    .values({ ...identity, created_by: tokenId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function unmute(db: Queryable, identity: IssueIdentity): Promise<void> {
  await db
    .deleteFrom('muted_issue')
    .where('table_group_id', '=', identity.table_group_id)
    .where('issue_type', '=', identity.issue_type)
    .where('table_name', '=', identity.table_name)
    .where('column_name', '=', identity.column_name)
    .execute();
}
