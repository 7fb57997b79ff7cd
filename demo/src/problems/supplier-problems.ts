import type { Row } from '../table.ts';
import { everyValue, noValue, rewrite } from './planters.ts';
import type { Plot } from './plot.ts';
import type { Planted, Problem } from './problem.ts';

export const SUPPLIER_PROBLEMS: readonly Problem[] = [
  {
    column: 'supplier_name',
    kind: 'spelled_differently',
    expect: { hygiene_issue: 'Standardized_Value_Matches' },
    teaches:
      'The same firm was entered twice, once in capitals: the names agree as soon as case and punctuation go.',
    plant: sameFirmAgain(6),
  },
  {
    column: 'contact',
    kind: 'unexpected_content',
    expect: { hygiene_issue: 'Unexpected_Emails', pii: 'Email' },
    teaches:
      'A column can hold e-mail addresses without saying so in its name; only looking at the values tells.',
    recognise: everyValue('contact'),
  },
  {
    column: 'contract_start',
    kind: 'mostly_dates',
    expect: { hygiene_issue: 'Char_Column_Date_Values' },
    teaches:
      'Eight times the word "pending" is enough to turn a date column into text, and date arithmetic into errors.',
    plant: rewrite('contract_start', 8, () => 'pending'),
  },
  {
    column: 'last_audited_on',
    kind: 'stale_dates',
    expect: { hygiene_issue: 'Recency_One_Year' },
    teaches: 'No supplier was audited for over a year: either the process or the feed has stopped.',
    recognise: everyValue('last_audited_on'),
  },
  {
    column: 'certified',
    kind: 'variant_codings',
    expect: { hygiene_issue: 'Variant_Coded_Values' },
    teaches: 'Yes and Y mean the same to a person and are two groups to a report.',
    plant: rewrite('certified', 24, (value) => value.charAt(0)),
  },
  {
    column: 'reliability_rating',
    kind: 'no_values',
    expect: { hygiene_issue: 'No_Values' },
    teaches: 'The column was planned and never filled. Whoever builds on it builds on nothing.',
    recognise: noValue(),
  },
];

function sameFirmAgain(count: number): (plot: Plot) => Planted {
  return (plot) => {
    const originals = plot.takeCells('supplier_name', count, (row) => endsPlainly(row));
    const repeats = plot.takeCells('supplier_name', count);
    for (const [i, row] of repeats.entries()) {
      const original = originals[i] as Row;
      row.supplier_name = (original.supplier_name as string).toUpperCase().replace(' ', '-');
    }
    return { cells: repeats.length, example: repeats[0]?.supplier_name ?? null };
  };
}

function endsPlainly(row: Row): boolean {
  return !/[.&]/.test(row.supplier_name as string);
}
