/** Rules of decisions about hygiene issues. */
import type { Disposition } from '@assay/contract';
import { notFound } from '../../http/api-problem.ts';
import { rescoreRun } from '../profiling-runs/rescore-run.ts';
import type { ServerContext } from '../server-context.ts';
import { findIssue, type ShownIssue } from './hygiene-issues.read.ts';
import { mute, setDisposition, unmute } from './hygiene-issues.store.ts';

/**
 * Writes the decision and the score that follows from it in one transaction. Inactive mutes the finding in later runs;
 * every other decision, and taking one back, ends that. `tokenId` is whoever decides.
 */
export async function decideAboutIssue(
  { store }: ServerContext,
  id: string,
  disposition: Disposition | null,
  tokenId: string,
): Promise<ShownIssue> {
  return store.transaction(async ({ db }) => {
    const issue = await findIssue(db, id);
    if (issue === undefined) throw notFound();
    await setDisposition(db, id, disposition, tokenId);
    const { table_group_id, issue_type, table_name, column_name } = issue;
    const identity = { table_group_id, issue_type, table_name, column_name };
    if (disposition === 'Inactive') await mute(db, identity, tokenId);
    else await unmute(db, identity);
    await rescoreRun(db, issue.profiling_run_id);
    return { ...issue, disposition };
  });
}
