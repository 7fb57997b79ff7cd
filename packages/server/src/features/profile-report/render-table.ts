/** One table: its columns at a glance, and each of them in depth. */
import type { ColumnProfileDetail, HygieneIssue } from '@assay/contract';
import { type Html, h } from '../../html/html.ts';
import type { Anchors } from './anchors.ts';
import { scoreMark, shareBar, spark } from './charts.ts';
import { counted, percent, shareOf, whole } from './figures.ts';
import { columnBadges, renderColumn } from './render-column.ts';
import type { ReportTable } from './report-data.ts';

/** `issues` are those of this table. */
export function renderTable(
  table: ReportTable,
  issues: readonly HygieneIssue[],
  anchors: Anchors,
  open: boolean,
): Html {
  const byColumn = Map.groupBy(issues, ({ column }) => column);
  const issuesOf = (column: string) => byColumn.get(column) ?? [];
  const { text, kind } = scoreMark(table.score);
  const rest = table.column_ct - table.columns.length;
  return h`<details class="table"${open ? h` open` : ''}><summary><strong>${table.table}</strong>
<span class="quiet">${table.record_ct === null ? '' : `${counted(table.record_ct, 'row')}, `}${counted(table.column_ct, 'column')}${
    table.issue_ct > 0 ? `, ${counted(table.issue_ct, 'open issue')}` : ''
  }, </span><span class="${kind}">${text}</span></summary>
<div class="body" id="${anchors.table(table.table)}">
${table.error === null ? '' : h`<p class="warning">${table.error}</p>`}${wholeRows(table)}
${table.columns.length === 0 ? '' : overview(table, issuesOf, anchors)}
<div class="columns-of">${table.columns.map((column) => renderColumn(column, issuesOf(column.column), anchors.column(column.table, column.column)))}</div>
${rest > 0 && table.error === null ? h`<p class="note">${counted(rest, 'further column')} left out. The API has all of them.</p>` : ''}
</div></details>`;
}

function wholeRows({ duplicate_rows, sampled_rows, record_ct }: ReportTable): Html {
  const sample =
    sampled_rows === null
      ? ''
      : h`<p class="note">Read in part: ${whole(sampled_rows)} of ${counted(record_ct ?? 0, 'row')}. Numbers of rows are projected to the whole table.</p>`;
  const repeats =
    duplicate_rows === null || duplicate_rows === 0
      ? ''
      : h`<p class="note">${counted(duplicate_rows, 'row')} ${duplicate_rows === 1 ? 'repeats' : 'repeat'} an earlier row in every column.</p>`;
  return h`${sample}${repeats}`;
}

type IssuesOf = (column: string) => readonly HygieneIssue[];

const overview = ({ table, columns }: ReportTable, issuesOf: IssuesOf, anchors: Anchors): Html =>
  h`<div class="scroll"><table><caption>Columns of ${table}</caption><thead><tr><th scope="col">Column</th><th scope="col">Type</th>
<th scope="col">Meaning</th><th scope="col">Missing</th><th scope="col" class="number">Distinct</th><th scope="col">Values</th><th scope="col" class="number">Issues</th></tr></thead>
<tbody>${columns.map((column) => overviewRow(column, issuesOf(column.column).length, anchors.column(table, column.column)))}</tbody></table></div>`;

function overviewRow(column: ColumnProfileDetail, issues: number, anchor: string | null): Html {
  const { measures } = column;
  return h`<tr><th scope="row"><a href="#${anchor}">${column.column}</a>${columnBadges(column)}</th>
<td><code>${column.column_type}</code></td><td class="meaning">${column.semantic_type ?? ''}</td>
<td class="nowrap">${column.error === null ? missing(column) : h`<span class="badge poor">not measured</span>`}</td>
<td class="number">${measures.distinct_value_ct === undefined ? '' : whole(measures.distinct_value_ct)}</td>
<td class="nowrap">${valuesOf(column)}</td><td class="number">${issues > 0 ? whole(issues) : ''}</td></tr>`;
}

function missing({ measures }: ColumnProfileDetail): Html {
  const share = shareOf(measures.null_value_ct ?? 0, measures.record_ct ?? 0);
  const text = percent(share);
  return h`${shareBar(share, `${text} missing`, 'missing', 56)} <span class="quiet">${text}</span>`;
}

/** Of values that hardly repeat, bars would show nothing but chance. */
const NEARLY_ALL = 0.9;
/** Frequent values are drawn when they are at least this share of all. */
const TELLING_SHARE = 0.2;

function valuesOf({
  histogram,
  frequencies,
  frequency_totals,
  measures,
}: ColumnProfileDetail): Html | string | null {
  const { distinct_value_ct: distinct = 0, value_ct: values = 0 } = measures;
  const bins = histogram?.equal_width ?? [];
  const drawn = spark(
    bins.map(({ count }) => count),
    `Histogram in ${bins.length} bins`,
  );
  if (drawn !== null) return drawn;
  if (values === 0) return null;
  if (distinct === values && values > 1) return h`<span class="quiet">all different</span>`;
  if (distinct >= NEARLY_ALL * values && values > 1)
    return h`<span class="quiet">nearly all different</span>`;
  const listed = frequencies.reduce((sum, { count }) => sum + count, 0);
  if (listed < TELLING_SHARE * (listed + (frequency_totals?.other_rows ?? 0))) {
    return h`<span class="quiet">many</span>`;
  }
  return spark(
    frequencies.map(({ count }) => count),
    `Rows of the ${frequencies.length} most frequent values`,
  );
}
