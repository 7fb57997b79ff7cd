import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from './render-report.ts';
import { REPORT_BOUNDS } from './report-data.ts';
import { reportColumn, reportData, reportIssue, reportTable } from './testing/sample-report.ts';

/** Elements that open and close; the parser of a browser would hide what this shows. */
const VOID = new Set(['meta', 'rect', 'line', '!doctype']);

function unbalanced(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z0-9!]+)[^>]*>/gi)) {
    if (VOID.has(name.toLowerCase())) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

const histogram = {
  equal_width: [
    { from: 0, to: 10, count: 60 },
    { from: 10, to: 20, count: 30 },
  ],
  quantile: [],
};

describe('a report', () => {
  it('is one page that closes what it opens', () => {
    const page = renderReport(
      reportData({
        issues: [reportIssue(), reportIssue({ likelihood: 'Potential PII', prevalence: null })],
        tables: [
          reportTable({ columns: [reportColumn({ histogram })], sampled_rows: 20, duplicate_rows: 1 }),
          reportTable({ table: 'locked', columns: [], error: 'It is locked.' }),
        ],
        warnings: [{ table: 'locked', column: null, message: 'It is locked.' }],
      }),
    );
    expect(page).toMatch(/^<!doctype html>/);
    expect(unbalanced(page)).toEqual([]);
  });

  it('leads only to places that it has', () => {
    const columns = [reportColumn(), reportColumn({ column: 'note', position: 2 })];
    const page = renderReport(
      reportData({
        tables: [reportTable({ columns })],
        issues: [
          reportIssue({ column: 'note' }),
          reportIssue({ column: '(table)' }),
          reportIssue({ table: '(multi-table)' }),
        ],
      }),
    );
    const anchors = new Set([...page.matchAll(/id="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id);
    expect(targets).toContain('t1c2');
    expect(targets.filter((target) => !anchors.has(target ?? ''))).toEqual([]);
  });

  it('asks for nothing from outside and holds no script', () => {
    const page = renderReport(reportData());
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:/i);
    expect(page).toMatch(
      /http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
    );
  });

  it('turns no name and no value into markup, whatever they hold', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><svg onload=alert(1)>',
        "' autofocus onfocus=x '",
        '</style><b>',
        '&lt;',
      ),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    );
    const harmless = markupOf(pageOf('harmless'));
    fc.assert(
      fc.property(hostile, (text) => {
        expect(markupOf(pageOf(text))).toEqual(harmless);
      }),
      { numRuns: 60 },
    );
  });

  it('shows what is missing, what values look like and why they mean what they mean', () => {
    const page = renderReport(
      reportData({
        tables: [
          reportTable({
            columns: [
              reportColumn({
                histogram,
                frequencies: [{ value: 'EUR', count: 60 }],
                frequency_totals: { distinct: 4, other_rows: 30, estimated: false },
                weekdays: [{ value: '7', count: 4 }],
              }),
            ],
          }),
        ],
      }),
    );
    for (const text of ['10.0 % missing', 'Fractions that spread widely.', 'EUR', '3 others', '66.7 %']) {
      expect(page).toContain(text);
    }
    expect(page).toContain(
      'aria-label="Histogram of values from 0 to 20 in 2 bins; most, 60, from 0 to 10."',
    );
    expect(page).toContain('Rows by weekday: Mon 0, Tue 0, Wed 0, Thu 0, Fri 0, Sat 0, Sun 4.');
  });

  it('falls back to quartiles, and draws nothing of nothing', () => {
    const quartiles = { min_value: 0, percentile_25: 5, percentile_50: 6, percentile_75: 7, max_value: 100 };
    const boxed = renderReport(
      reportData({ tables: [reportTable({ columns: [reportColumn({ measures: quartiles })] })] }),
    );
    expect(boxed).toContain('Least 0, lower quartile 5, median 6, upper quartile 7, greatest 100.');
    const empty = reportColumn({
      measures: { record_ct: 0, value_ct: 0, null_value_ct: 0, distinct_value_ct: 0 },
    });
    const page = renderReport(reportData({ tables: [reportTable({ columns: [empty], score: null })] }));
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
    expect(page).toContain('no score');
  });

  it('names every chart for those who do not see it', () => {
    const page = renderReport(
      reportData({ tables: [reportTable({ columns: [reportColumn({ histogram })] })] }),
    );
    for (const [svg] of page.matchAll(/<svg[^>]*>/g)) expect(svg).toMatch(/role="img" aria-label="[^"]+"/);
  });

  it('says how much it leaves out', () => {
    const page = renderReport(
      reportData({
        tables: [
          reportTable({ column_ct: 2_000 }),
          reportTable({ table: 'later', column_ct: 9, columns: [] }),
        ],
        tableCount: 4,
        issues: [reportIssue()],
        issueCount: REPORT_BOUNDS.issues + 8,
        dismissedCount: 2,
      }),
    );
    for (const text of [
      '1,999 further columns left out',
      'The columns of 3 more tables are left out',
      'And 307 less certain issues',
      '2 dismissed or muted issues not listed',
      'And 2 more tables',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('cuts values that are a page of their own', () => {
    const long = reportColumn({
      frequencies: [{ value: 'x'.repeat(1_000_000), count: 1 }],
      frequency_totals: { distinct: 1, other_rows: 0, estimated: false },
      measures: { record_ct: 1, value_ct: 1, mode_value: 'y'.repeat(1_000_000), mode_ct: 1 },
    });
    expect(renderReport(reportData({ tables: [reportTable({ columns: [long] })] })).length).toBeLessThan(
      50_000,
    );
  });
});

/** Every tag with its attributes' names, without their values. */
const markupOf = (page: string): string[] =>
  [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));

/** A page with one text everywhere that a text of a user can be. */
function pageOf(text: string): string {
  const column = reportColumn({
    table: text,
    column: text,
    column_type: text,
    semantic_reason: text,
    measures: { record_ct: 3, value_ct: 3, mode_value: text, mode_ct: 1, min_text: text },
    pii: { risk: 'High', category: 'ID', type: text, reason: text, manual: true },
    suggested_type: { type: text, because: text },
    frequencies: [{ value: text, count: 3 }],
    frequency_totals: { distinct: 1, other_rows: 0, estimated: false },
    patterns: [{ value: text, count: 3 }],
    pattern_totals: { distinct: 1, other_rows: 0, estimated: false },
    histogram: {
      equal_width: [
        { from: text, to: text, count: 1 },
        { from: text, to: text, count: 2 },
      ],
      quantile: [],
    },
    error: text,
  });
  return renderReport(
    reportData({
      group: { name: text, schema: text },
      warnings: [{ table: text, column: text, message: text }],
      tables: [reportTable({ table: text, columns: [column], role: text, strategy: text, error: text })],
      issues: [reportIssue({ table: text, column: text, name: text, detail: text, suggestion: text })],
    }),
  );
}
