import { HYGIENE_TYPES, type HygieneIssueType } from '@assay/checks';
import type { HygieneIssue } from '@assay/contract';
import { mayInProject, type Principal } from '../../http/access/principal.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { listIssues, type ShownIssue } from './hygiene-issues.read.ts';
import { decideAboutIssue } from './hygiene-issues.service.ts';

export function createHygieneIssueHandlers(
  context: ServerContext,
): FeatureHandlers<'listHygieneIssues' | 'updateHygieneIssue'> {
  return {
    async listHygieneIssues({ params, query }, { principal, projectId }) {
      const page = await listIssues(context.store.db, params.job_id, query);
      return { body: mapPage(page, toApiFor(principal, projectId)) };
    },
    async updateHygieneIssue({ params, body }, { principal, projectId }) {
      const { hygiene_issue_id: id } = params;
      const issue = await decideAboutIssue(context, id, body.disposition, principal.tokenId);
      return { body: toApiFor(principal, projectId)(issue) };
    },
  };
}

type Declaration = Pick<
  HygieneIssueType,
  'name' | 'dqDimension' | 'impactDimension' | 'suggestion' | 'showsValues'
>;

const DECLARATIONS: ReadonlyMap<string, Declaration> = new Map(HYGIENE_TYPES.map((type) => [type.key, type]));

/** For issues of a type that this version no longer has: they stay readable, and tell nothing that may be hidden. */
const forgottenType = (key: string): Declaration => ({
  name: key,
  dqDimension: null,
  impactDimension: 'Usability',
  suggestion: 'Profile again: this version of Assay looks for other things.',
  showsValues: true,
});

const MASKED_DETAIL = 'Hidden: the finding quotes values of personal data, which this token may not see.';

/** Findings as the API shows them to this caller, who may have no right to see values of personal data. */
export function toApiFor(
  principal: Principal,
  projectId: string | null,
): (issue: ShownIssue) => HygieneIssue {
  const seesPersonalData = mayInProject(principal, 'view_pii', projectId);
  return (issue) => {
    const type = DECLARATIONS.get(issue.issue_type) ?? forgottenType(issue.issue_type);
    const masked = type.showsValues && issue.personal && !seesPersonalData;
    return {
      id: issue.id,
      issue_type: issue.issue_type,
      name: type.name,
      likelihood: issue.likelihood,
      table: issue.table_name,
      column: issue.column_name,
      detail: masked ? MASKED_DETAIL : issue.detail,
      facts: masked ? {} : issue.facts,
      prevalence: issue.prevalence,
      dq_dimension: type.dqDimension,
      impact_dimension: type.impactDimension,
      suggestion: type.suggestion,
      disposition: issue.disposition,
    };
  };
}
