import type { TableProfile } from '../column-profile.ts';
import type { HygieneIssue } from '../hygiene-issue-type.ts';

/** Where an issue is, and of which type: the same in both runs means the same issue. */
type PlacedIssue = Pick<HygieneIssue, 'issueType' | 'table' | 'column'>;

/** Why an issue of the earlier run is not in the later one. */
export const GONE_BECAUSE = ['not_found_again', 'table_removed', 'column_removed', 'not_measured'] as const;
export type GoneBecause = (typeof GONE_BECAUSE)[number];

export interface IssueChanges<Issue extends PlacedIssue> {
  readonly appeared: readonly Issue[];
  /** Only `not_found_again` is good news. */
  readonly gone: readonly { readonly issue: Issue; readonly because: GoneBecause }[];
  readonly remaining: readonly { readonly before: Issue; readonly after: Issue }[];
}

/** Issues by type, table and column, in the order of each list. `tables` are those of the later run. */
export function compareIssues<Issue extends PlacedIssue>(
  before: readonly Issue[],
  after: readonly Issue[],
  tables: readonly TableProfile[],
): IssueChanges<Issue> {
  const earlier = byIdentity(before);
  const later = byIdentity(after);
  const fateOf = whyGone(tables);
  return {
    appeared: [...later].filter(([key]) => !earlier.has(key)).map(([, issue]) => issue),
    gone: [...earlier]
      .filter(([key]) => !later.has(key))
      .map(([, issue]) => ({ issue, because: fateOf(issue) })),
    remaining: [...later].flatMap(([key, issue]) => {
      const match = earlier.get(key);
      return match === undefined ? [] : { before: match, after: issue };
    }),
  };
}

/** Several findings of one identity (two dependencies of one column) are told apart by their order. */
function byIdentity<Issue extends PlacedIssue>(issues: readonly Issue[]): Map<string, Issue> {
  const seen = new Map<string, number>();
  return new Map(
    issues.map((issue) => {
      const identity = JSON.stringify([issue.issueType, issue.table, issue.column]);
      const ordinal = seen.get(identity) ?? 0;
      seen.set(identity, ordinal + 1);
      return [`${identity}${ordinal}`, issue];
    }),
  );
}

/** Placeholders for several tables or columns, such as `(multi-table)`, are no names. */
const isPlaceholder = (name: string): boolean => name.startsWith('(') && name.endsWith(')');

function whyGone(tables: readonly TableProfile[]): (issue: PlacedIssue) => GoneBecause {
  const byName = new Map(tables.map((table) => [table.table, table]));
  return ({ table: name, column: columnName }) => {
    if (isPlaceholder(name)) return 'not_found_again';
    const table = byName.get(name);
    if (table === undefined) return 'table_removed';
    if (table.error !== null) return 'not_measured';
    if (isPlaceholder(columnName)) return 'not_found_again';
    const column = table.columns.find(({ column }) => column === columnName);
    if (column === undefined) return 'column_removed';
    return column.error === null ? 'not_found_again' : 'not_measured';
  };
}
