/** What a report shows: everything as the caller may see it, with values of personal data already hidden. */
import type { ColumnProfileDetail, HygieneIssue, ProfilingRun } from '@assay/contract';

export type RunDetails = NonNullable<ProfilingRun['details']>;

export interface ReportTable extends Readonly<Pick<RunDetails['tables'][number], 'table' | 'record_ct'>> {
  readonly column_ct: number;
  readonly sampled_rows: number | null;
  readonly duplicate_rows: number | null;
  readonly strategy: string;
  readonly error: string | null;
  readonly role: string | null;
  /** 0..1; null when nothing was measured. */
  readonly score: number | null;
  /** Issues that nobody dismissed. */
  readonly issue_ct: number;
  /** By position; those beyond the bounds of a report are missing. */
  readonly columns: readonly ColumnProfileDetail[];
}

export interface ReportData {
  readonly group: { readonly name: string; readonly schema: string };
  readonly run: ProfilingRun;
  readonly warnings: RunDetails['warnings'];
  /** By name; those beyond the bounds of a report are missing. */
  readonly tables: readonly ReportTable[];
  /** Tables of the run. */
  readonly tableCount: number;
  /** That nobody dismissed, most certain first; those beyond the bounds of a report are missing. */
  readonly issues: readonly HygieneIssue[];
  readonly issueCount: number;
  readonly dismissedCount: number;
  /** Values are hidden from this caller. */
  readonly masked: boolean;
  readonly madeAt: Date;
}

/** What fits into a page that a browser opens at once and a mail server takes. */
export const REPORT_BOUNDS = {
  issues: 300,
  tables: 500,
  /** Columns of all tables together. */
  columns: 600,
  columnsOfOneTable: 150,
  warnings: 50,
} as const;
