/** The tables of a run, one row each. */
import { type Html, h } from '../../html/html.ts';
import type { Anchors } from './anchors.ts';
import { scoreMark, shareBar } from './charts.ts';
import { counted, percent, shareOf, whole } from './figures.ts';
import type { ReportData, ReportTable } from './report-data.ts';

const STRATEGIES: Readonly<Record<string, string>> = {
  in_place: 'in place',
  pull: 'copied out',
  push: 'in the database',
};

export function renderTableScores({ tables, tableCount }: ReportData, anchors: Anchors): Html {
  if (tables.length === 0) return h`<p class="note">The run read no tables.</p>`;
  const rest = tableCount - tables.length;
  return h`<div class="scroll"><table><thead><tr><th scope="col">Table</th><th scope="col" class="number">Rows</th>
<th scope="col" class="number">Columns</th><th scope="col">Use</th><th scope="col">Read</th>
<th scope="col" class="number">Open issues</th><th scope="col">Score</th></tr></thead>
<tbody>${tables.map((table) => row(table, anchors))}</tbody></table></div>
${rest > 0 ? h`<p class="note">And ${counted(rest, 'more table')}.</p>` : ''}`;
}

function row(table: ReportTable, anchors: Anchors): Html {
  const anchor = anchors.table(table.table);
  const shown = table.columns.length > 0 || table.error !== null;
  return h`<tr><th scope="row">${shown ? h`<a href="#${anchor}">${table.table}</a>` : table.table}</th>
<td class="number">${table.record_ct === null ? '' : whole(table.record_ct)}</td><td class="number">${whole(table.column_ct)}</td>
<td>${table.role ?? ''}</td><td class="nowrap">${STRATEGIES[table.strategy] ?? table.strategy}${sampled(table)}</td>
<td class="number">${whole(table.issue_ct)}</td><td class="nowrap">${
    table.error === null ? scoreCell(table.score) : h`<span class="badge poor">not readable</span>`
  }</td></tr>`;
}

const sampled = ({ sampled_rows, record_ct }: ReportTable): string =>
  sampled_rows === null ? '' : `, ${percent(shareOf(sampled_rows, record_ct ?? 0))} of rows`;

function scoreCell(score: number | null): Html {
  const { text, kind } = scoreMark(score);
  if (score === null) return h`<span class="quiet">${text}</span>`;
  return h`${shareBar(score, `Score ${text}`, kind)} <span class="${kind}">${text}</span>`;
}
