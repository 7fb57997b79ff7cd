/** One column in depth: what it means and why, what its values look like. */
import type { ColumnProfileDetail, HygieneIssue } from '@assay/contract';
import { type Html, h } from '../../html/html.ts';
import { box, histogram, namedColumns, shareBar } from './charts.ts';
import { counted, figure, percent, shareOf, shortened, whole } from './figures.ts';
import { DETAIL_LENGTH, LIKELIHOOD_BADGES } from './render-issues.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

export function columnBadges({ pii, critical_data_element, values_masked }: ColumnProfileDetail): Html {
  return h`${pii === null ? '' : h` <span class="badge pii">PII ${pii.type}</span>`}${
    critical_data_element ? h` <span class="badge">critical</span>` : ''
  }${values_masked ? h` <span class="badge">values hidden</span>` : ''}`;
}

/** Folded; `anchor` is inside, so that a link to it unfolds it. */
export function renderColumn(
  column: ColumnProfileDetail,
  issues: readonly HygieneIssue[],
  anchor: string | null,
): Html {
  return h`<details class="column"><summary><strong>${column.column}</strong><span class="quiet">${
    column.semantic_type ?? column.column_type
  }</span>${columnBadges(column)}</summary><div class="body" id="${anchor}">
${column.error === null ? '' : h`<p class="warning">${column.error}</p>`}${reasons(column)}${found(issues)}
<div class="parts">${facts(column)}${distribution(column)}${moments(column)}${groups(column, 'frequencies')}${groups(column, 'patterns')}</div>
</div></details>`;
}

function reasons({ semantic_type, semantic_reason, pii, suggested_type }: ColumnProfileDetail): Html {
  return h`${semantic_type === null ? '' : h`<p><b>${semantic_type}:</b> ${semantic_reason}</p>`}${
    pii === null
      ? ''
      : h`<p><b>Personal data, ${pii.type}, ${pii.risk.toLowerCase()} risk:</b> ${pii.reason}${pii.manual ? ' Set by a person.' : ''}</p>`
  }${suggested_type === null ? '' : h`<p><b>Better type <code>${suggested_type.type}</code>:</b> ${suggested_type.because}</p>`}`;
}

const found = (issues: readonly HygieneIssue[]): Html =>
  issues.length === 0
    ? h``
    : h`<ul class="found" aria-label="Issues">${issues.map(
        ({ name, likelihood, detail }) =>
          h`<li><span class="badge ${LIKELIHOOD_BADGES[likelihood]}">${likelihood}</span> <b>${name}:</b> ${shortened(detail, DETAIL_LENGTH)}</li>`,
      )}</ul>`;

type Measures = ColumnProfileDetail['measures'];

/** Rows of the list of facts: a title, and what to write from the measures; null leaves it out. */
const FACTS: readonly (readonly [string, (measures: Measures) => string | null])[] = [
  ['Rows', ({ record_ct }) => number(record_ct)],
  ['Missing', ({ null_value_ct, record_ct }) => partOf(null_value_ct, record_ct)],
  ['Empty texts', ({ zero_length_ct, record_ct }) => partOf(zero_length_ct || undefined, record_ct)],
  [
    'Fillers such as n/a',
    ({ filled_value_ct, record_ct }) => partOf(filled_value_ct || undefined, record_ct),
  ],
  ['Distinct', ({ distinct_value_ct, value_ct }) => partOf(distinct_value_ct, value_ct)],
  [
    'Most frequent',
    ({ mode_value, mode_ct }) => (mode_value ? `${shortened(mode_value, 40)} (${number(mode_ct)})` : null),
  ],
  ['Length', ({ min_length, max_length }) => range(number(min_length), number(max_length))],
  ['From', ({ min_text, min_date }) => quote(min_date ?? min_text)],
  ['To', ({ max_text, max_date }) => quote(max_date ?? max_text)],
  ['Least', ({ min_value }) => number(min_value)],
  ['Greatest', ({ max_value }) => number(max_value)],
  ['Mean', ({ avg_value }) => number(avg_value)],
  ['Standard deviation', ({ stdev_value }) => number(stdev_value)],
  ['Median', ({ percentile_50 }) => number(percentile_50)],
  ['Middle half', ({ percentile_25, percentile_75 }) => range(number(percentile_25), number(percentile_75))],
  ['Zeros', ({ zero_value_ct, value_ct }) => partOf(zero_value_ct || undefined, value_ct)],
  ['Far outliers', ({ extreme_outlier_ct, value_ct }) => partOf(extreme_outlier_ct || undefined, value_ct)],
  ['True', ({ boolean_true_ct, value_ct }) => partOf(boolean_true_ct, value_ct)],
  ['In the future', ({ future_date_ct, value_ct }) => partOf(future_date_ct || undefined, value_ct)],
];

function facts({ measures, sample }: ColumnProfileDetail): Html {
  const rows = FACTS.flatMap(([title, write]) => {
    const text = write(measures);
    return text === null ? [] : h`<dt>${title}</dt><dd>${text}</dd>`;
  });
  const projected =
    sample === null ? '' : h`<p class="note">Projected from ${counted(sample.sampled_rows, 'row')}.</p>`;
  return h`<div><h4>Facts</h4><dl class="small">${rows}</dl>${projected}</div>`;
}

const number = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : figure(value);
const range = (from: string | null, to: string | null): string | null =>
  from === null || to === null ? null : from === to ? from : `${from} to ${to}`;
const quote = (text: string | null | undefined): string | null => (text ? shortened(text, 40) : null);
const partOf = (part: number | undefined, all: number | undefined): string | null =>
  part === undefined ? null : part === 0 ? '0' : `${whole(part)} (${percent(shareOf(part, all ?? 0))})`;

/** By histogram, or by quartiles where there is none. */
function distribution({ histogram: bins, measures }: ColumnProfileDetail): Html {
  if (bins !== null && bins.equal_width.length > 1) {
    return h`<div><h4>Distribution</h4>${histogram(bins.equal_width, 'values')}</div>`;
  }
  const { min_value, percentile_25, percentile_50, percentile_75, max_value } = measures;
  const values = [min_value, percentile_25, percentile_50, percentile_75, max_value];
  const [minimum, lower, middle, upper, maximum] = values;
  if (minimum == null || lower == null || middle == null || upper == null || maximum == null) return h``;
  return h`<div><h4>Quartiles</h4>${box({ minimum, lower, middle, upper, maximum })}</div>`;
}

function moments({ weekdays, hours }: ColumnProfileDetail): Html {
  const filled = (names: readonly string[], groups: ColumnProfileDetail['hours'], first: number) => {
    const counts = new Map(groups.map(({ value, count }) => [Number(value), count]));
    return names.map((name, index) => ({ name, count: counts.get(index + first) ?? 0 }));
  };
  const byDay =
    weekdays.length > 0
      ? h`<div><h4>Days of the week</h4>${namedColumns(filled(DAYS, weekdays, 1), 'Rows by weekday')}</div>`
      : '';
  // Dates without a time all stand at midnight.
  const byHour =
    hours.length > 1
      ? h`<div><h4>Hours of the day</h4>${namedColumns(filled(HOURS, hours, 0), 'Rows by hour')}</div>`
      : '';
  return h`${byDay}${byHour}`;
}

const TITLES = {
  frequencies: ['Most frequent values', 'Value'],
  patterns: ['Most frequent patterns', 'Pattern'],
} as const;

function groups(column: ColumnProfileDetail, name: 'frequencies' | 'patterns'): Html {
  const items = column[name];
  const totals = name === 'frequencies' ? column.frequency_totals : column.pattern_totals;
  const [title, heading] = TITLES[name];
  if (items.length === 0 || totals === null) return h``;
  const all = items.reduce((sum, { count }) => sum + count, totals.other_rows);
  if (items.every(({ count }) => count === 1) && !totals.estimated) {
    const examples = items.map(
      ({ value }, index) => h`${index > 0 ? ', ' : ''}<code>${shortened(value, 40)}</code>`,
    );
    return h`<div><h4>${name === 'frequencies' ? 'Examples of values' : 'Examples of patterns'}</h4><p class="examples">${examples}</p></div>`;
  }
  const rows = items.map(({ value, count }) => {
    const share = percent(shareOf(count, all));
    return h`<tr><th scope="row"><code>${shortened(value, 40)}</code></th><td>${shareBar(shareOf(count, all), share)}</td>
<td class="number">${whole(count)}</td><td class="number quiet">${share}</td></tr>`;
  });
  const others = totals.distinct - items.length;
  const rest =
    totals.other_rows > 0
      ? h`<tr class="rest"><th scope="row">${others > 0 ? counted(others, 'other') : 'others'}</th><td></td>
<td class="number">${whole(totals.other_rows)}</td><td class="number">${percent(shareOf(totals.other_rows, all))}</td></tr>`
      : '';
  return h`<div><h4>${title}${totals.estimated ? ', estimated' : ''}</h4><table class="values"><thead class="hidden"><tr><th scope="col">${heading}</th>
<th scope="col">Bar</th><th scope="col">Rows</th><th scope="col">Share</th></tr></thead><tbody>${rows}${rest}</tbody></table></div>`;
}
