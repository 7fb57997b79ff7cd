import { supplierId } from '../tables/suppliers.ts';
import { everyValue, rewrite } from './planters.ts';
import type { Problem } from './problem.ts';

export const PRODUCT_PROBLEMS: readonly Problem[] = [
  {
    column: 'product_name',
    kind: 'quoted',
    expect: { hygiene_issue: 'Quoted_Values' },
    teaches: 'A loader kept the quotation marks of its input: "Alder Spade" no longer equals Alder Spade.',
    plant: rewrite('product_name', 12, (value) => `"${value}"`),
  },
  {
    column: 'category',
    kind: 'spelled_differently',
    expect: { hygiene_issue: 'Standardized_Value_Matches' },
    teaches:
      'Hand Tools, hand tools and HAND-TOOLS are one category in three spellings: totals come out split.',
    plant: rewrite(
      'category',
      30,
      (value, random) => (random.chance(0.5) ? value.toLowerCase() : value.toUpperCase().replace(' ', '-')),
      (row) => (row.category as string).includes(' '),
    ),
  },
  {
    column: 'tags',
    kind: 'delimited',
    expect: { hygiene_issue: 'Delimited_Data_Embedded' },
    teaches: 'Several facts in one cell, with bars between them, cannot be joined or counted as they are.',
    recognise: everyValue('tags'),
  },
  {
    column: 'color',
    kind: 'dummy_values',
    expect: { hygiene_issue: 'Non_Standard_Blanks' },
    teaches: 'n/a, TBD and --- say "missing" in ways that a null count does not see.',
    plant: rewrite('color', 36, (_, random) => random.pick(['n/a', 'TBD', '---', 'unknown'])),
  },
  {
    column: 'package_weight',
    kind: 'numbers_with_units',
    expect: { hygiene_issue: 'Char_Column_Number_Units' },
    teaches: 'With the unit inside the value, 9 lb sorts after 10 lb and nothing can be added up.',
    recognise: everyValue('package_weight'),
  },
  {
    column: 'unit_cost',
    kind: 'mostly_numbers',
    expect: { hygiene_issue: 'Char_Column_Number_Values' },
    teaches:
      'A remark in a few cells made a column of amounts into text; every sum now needs a cast that may fail.',
    plant: rewrite('unit_cost', 14, () => 'see quote'),
  },
  {
    column: 'unit_price',
    kind: 'wrong_amounts',
    expect: { test: 'Condition_Flag' },
    teaches:
      'A slipped decimal point: each of these prices is a hundred times what it should be, and more than fifty times the cost.',
    plant: rewrite(
      'unit_price',
      5,
      (value) => (Number(value) * 100).toFixed(2),
      (row) => row.unit_cost !== 'see quote',
    ),
  },
  {
    column: 'supplier_id',
    kind: 'orphans',
    expect: { test: 'Combo_Match' },
    teaches: 'These products name suppliers that are not in the list: a join silently drops them.',
    plant: rewrite('supplier_id', 6, (_, random) => supplierId(random.integer(9_000, 9_099))),
  },
  {
    column: 'is_discontinued',
    kind: 'variant_codings',
    expect: { hygiene_issue: 'Boolean_Value_Mismatch' },
    teaches: 'The column says "no" or "y": a filter on "yes" finds nothing at all.',
    plant: rewrite('is_discontinued', 60, () => 'y'),
  },
  {
    column: 'sku',
    kind: 'pattern_differs_between_tables',
    expect: { hygiene_issue: 'Table_Pattern_Mismatch' },
    teaches:
      'Products write their article number with a dash, orders without: the two tables do not join on it.',
    recognise: everyValue('sku'),
  },
];
