/** What `assay profile` prints: a table of columns per table, then the hygiene issues, worst first. */
import { styleText } from 'node:util';
import { type ColumnProfile, type HygieneIssue, LIKELIHOODS, type TableProfile } from '@assay/checks';
import type { FileProfile } from '../profile-files.ts';
import { formatCount, formatScore, formatSeconds, plural } from './figures.ts';
import { renderTable } from './text-table.ts';

export function renderProfileReport(profile: FileProfile): string {
  if (profile.tables.length === 0) return `No CSV, JSON or Parquet file in ${profile.path}.`;
  const tables = profile.tables.filter((table) => table.error === null);
  // Nothing measured is no clean bill of health.
  if (tables.length === 0) return renderWarnings(profile.warnings);
  const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
  return [
    ...tables.map(renderTableProfile),
    renderIssues(profile.issues),
    ...(profile.warnings.length === 0 ? [] : [renderWarnings(profile.warnings)]),
    `${styleText('bold', `Score ${formatScore(profile.score)}`)}  ${plural(tables.length, 'table')}, ${plural(columns, 'column')}, ${plural(profile.issues.length, 'hygiene issue')}`,
  ].join('\n\n');
}

function renderTableProfile(table: TableProfile): string {
  const repeats = table.duplicateRows ? `, ${formatCount(table.duplicateRows)} of them repeats` : '';
  const title = `${styleText('bold', table.table)}  ${plural(table.recordCount ?? 0, 'row')}${repeats}, ${formatSeconds(table.durationMs)}`;
  return `${title}\n${renderTable<ColumnProfile>(
    [
      { title: 'column', value: (column) => column.column, maxWidth: 32 },
      { title: 'type', value: (column) => column.columnType, maxWidth: 20 },
      { title: 'meaning', value: (column) => column.semanticType ?? '', maxWidth: 24 },
      { title: 'missing', value: missingShare, align: 'right' },
      {
        title: 'distinct',
        value: (column) => formatCount(column.measures.distinct_value_ct),
        align: 'right',
      },
      { title: 'least', value: (column) => extreme(column, 'min'), maxWidth: 20 },
      { title: 'greatest', value: (column) => extreme(column, 'max'), maxWidth: 20 },
      { title: 'better type', value: (column) => column.suggestedType?.type ?? '', maxWidth: 14 },
      { title: 'personal', value: (column) => column.pii?.type ?? '', maxWidth: 14 },
      { title: '', value: (column) => (column.error === null ? '' : `not measured: ${column.error}`) },
    ],
    table.columns,
  )}`;
}

/** Nulls, empty strings and dummy values, as a share of all rows. */
function missingShare({ measures }: ColumnProfile): string {
  const rows = measures.record_ct ?? 0;
  if (rows === 0) return '–';
  const missing =
    (measures.null_value_ct ?? 0) + (measures.zero_length_ct ?? 0) + (measures.filled_value_ct ?? 0);
  return missing === 0 ? '' : `${((100 * missing) / rows).toFixed(1)} %`;
}

function extreme({ measures }: ColumnProfile, end: 'min' | 'max'): string {
  const value =
    end === 'min'
      ? (measures.min_value ?? measures.min_date ?? measures.min_text)
      : (measures.max_value ?? measures.max_date ?? measures.max_text);
  return value === null || value === undefined ? '' : String(value);
}

const LIKELIHOOD_STYLES = {
  Definite: 'red',
  Likely: 'yellow',
  Possible: 'cyan',
  'Potential PII': 'magenta',
} as const;

function renderIssues(issues: readonly HygieneIssue[]): string {
  if (issues.length === 0) return 'No hygiene issues found.';
  return `${styleText('bold', 'Hygiene issues')}\n${renderTable<HygieneIssue>(
    [
      {
        title: 'likelihood',
        value: (issue) => styleText(LIKELIHOOD_STYLES[issue.likelihood], issue.likelihood),
      },
      { title: 'place', value: (issue) => `${issue.table}.${issue.column}`, maxWidth: 40 },
      { title: 'issue', value: (issue) => issue.issueType.replaceAll('_', ' '), maxWidth: 32 },
      { title: 'detail', value: (issue) => issue.detail, maxWidth: 90 },
    ],
    worstFirst(issues),
  )}`;
}

/** By likelihood, then by the share of rows spoiled. */
export function worstFirst(issues: readonly HygieneIssue[]): HygieneIssue[] {
  return [...issues].sort(
    (a, b) =>
      LIKELIHOODS.indexOf(a.likelihood) - LIKELIHOODS.indexOf(b.likelihood) ||
      (b.prevalence ?? 0) - (a.prevalence ?? 0),
  );
}

function renderWarnings(warnings: readonly string[]): string {
  return [
    styleText('bold', 'Not everything could be profiled'),
    ...warnings.map((warning) => `  ${warning}`),
  ].join('\n');
}
