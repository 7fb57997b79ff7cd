/** The report of a profiling run as one page of HTML that needs nothing but itself. */
import { type Html, h, styleSheet } from '../../html/html.ts';
import { anchorsOf } from './anchors.ts';
import { scoreMark } from './charts.ts';
import { counted, duration, moment, whole } from './figures.ts';
import { renderIssues } from './render-issues.ts';
import { renderTable } from './render-table.ts';
import { renderTableScores } from './render-table-scores.ts';
import { REPORT_BOUNDS, type ReportData } from './report-data.ts';
import { REPORT_POLICY, REPORT_STYLE } from './report-style.ts';

/** No more than these begin unfolded. */
const OPEN_TABLES = 2;
const OPEN_COLUMNS = 60;

export function renderReport(data: ReportData): string {
  const anchors = anchorsOf(data.tables);
  const issues = Map.groupBy(data.issues, ({ table }) => table);
  const described = data.tables.filter(({ columns, error }) => columns.length > 0 || error !== null);
  return h`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>Profile of ${data.group.name}</title>${styleSheet(REPORT_STYLE)}</head><body>
${header(data)}
<main>
${data.warnings.length > 0 ? warnings(data) : ''}
<section aria-labelledby="scores"><h2 id="scores">Tables</h2>${renderTableScores(data, anchors)}</section>
<section aria-labelledby="issues"><h2 id="issues">Issues</h2>${renderIssues(data, anchors)}</section>
<section aria-labelledby="columns"><h2 id="columns">Columns</h2>
${described.map((table) => renderTable(table, issues.get(table.table) ?? [], anchors, described.length <= OPEN_TABLES && table.column_ct <= OPEN_COLUMNS))}
${leftOutTables(data, described.length)}</section>
</main>
<footer>Made by Assay on ${moment(data.madeAt)} from run <code>${data.run.id}</code>.${
    data.masked ? ' Values of columns with personal data are hidden.' : ''
  }</footer></body></html>`.text;
}

function header({ group, run, issueCount, dismissedCount }: ReportData): Html {
  const { result, completed_at, started_at } = run;
  const { text, kind } = scoreMark(result?.score ?? null);
  const took =
    completed_at !== null && started_at !== null
      ? `, took ${duration(Date.parse(completed_at) - Date.parse(started_at))}`
      : '';
  const dismissed = dismissedCount > 0 ? h`<small>and ${whole(dismissedCount)} dismissed</small>` : '';
  return h`<header><p class="kicker">Data profile</p><h1>${group.name}</h1>
<p class="quiet">Schema <code>${group.schema}</code>, profiled ${completed_at === null ? '' : moment(completed_at)}${took}</p>
<dl class="facts"><div><dt>Score</dt><dd class="${kind}">${text}</dd></div>
<div><dt>Open issues</dt><dd>${whole(issueCount)}${dismissed}</dd></div>
<div><dt>Tables</dt><dd>${whole(result?.table_ct ?? 0)}</dd></div>
<div><dt>Columns</dt><dd>${whole(result?.column_ct ?? 0)}</dd></div>
<div><dt>Rows</dt><dd>${whole(result?.record_ct ?? 0)}</dd></div></dl></header>`;
}

function warnings({ warnings }: ReportData): Html {
  const shown = warnings.slice(0, REPORT_BOUNDS.warnings);
  const rest = warnings.length - shown.length;
  return h`<section aria-labelledby="warnings"><h2 id="warnings">What did not work</h2>${shown.map(
    ({ table, column, message }) =>
      h`<p class="warning">${table === null ? '' : h`<code>${table}${column === null ? '' : `.${column}`}</code>: `}${message}</p>`,
  )}${rest > 0 ? h`<p class="note">And ${counted(rest, 'more warning')}.</p>` : ''}</section>`;
}

function leftOutTables({ tables, tableCount }: ReportData, described: number): Html | '' {
  const rest = tableCount - described;
  if (rest <= 0) return '';
  const without = tables.filter(
    ({ columns, column_ct, error }) => columns.length === 0 && column_ct > 0 && error === null,
  );
  const empty = tables.length - described - without.length;
  const notShown = rest - Math.max(0, empty);
  if (notShown <= 0) return '';
  return h`<p class="note">The columns of ${counted(notShown, 'more table')} are left out: a report shows at most ${whole(
    REPORT_BOUNDS.columns,
  )} columns. The API has all of them.</p>`;
}
