import { defineColumnHygieneType } from '../hygiene-issue-type.ts';
import { numbered, oneColumn } from '../hygiene-parts/example-rows.ts';
import { grouped, quotedList } from '../hygiene-parts/wording.ts';
import { countOf, isText } from '../read-measure.ts';

const ZIP_SHAPES = new Set(['NNNNN', 'NNNNN-NNNN', 'NNNNNNNNN']);
const zips = numbered(93, (i) => `${10000 + i}`);

export const invalidZipUsa = defineColumnHygieneType({
  key: 'Invalid_Zip_USA',
  name: 'Invalid USA Zip Code Format',
  likelihood: 'Definite',
  dqDimension: 'Validity',
  impactDimension: 'Conformance',
  criterion:
    'A column of US zip codes is not a text column, holds fillers, or holds values that are neither five digits, nine digits, nor five and four with a dash.',
  description:
    'Mail and maps cannot use these codes. In a numeric column every code of New England has lost its leading zero.',
  suggestion:
    'Correct the codes from the address, turn what cannot be corrected into null, and store zip codes as text.',
  showsValues: false,
  examples: [
    {
      says: 'short, foreign and filler codes among good ones',
      tables: [
        oneColumn('zip', 'varchar(10)', [
          ...zips,
          '1234',
          '99999',
          '00000',
          'K1A0B1',
          '123456789',
          '12345-6789',
          'ABC',
        ]),
      ],
      expect: [{ table: 'example', column: 'zip', prevalence: null, facts: { fillers: 2 } }],
    },
    { says: 'good codes', tables: [oneColumn('zip', 'varchar(10)', [...zips, '12345-6789'])], expect: [] },
  ],
  detect: (column) => {
    if (column.semanticType !== 'Zip') return null;
    const wrongShapes = (column.patterns?.items ?? []).filter(({ value }) => !ZIP_SHAPES.has(value));
    const fillers = countOf(column, 'filled_value_ct');
    if (isText(column) && fillers === 0 && wrongShapes.length === 0) return null;
    return {
      detail: isText(column)
        ? `Values of other shapes: ${quotedList(wrongShapes.map(({ value }) => value)) || 'none'}; fillers: ${grouped(fillers)}.`
        : `Zip codes are stored as ${column.columnType}, which loses leading zeros.`,
      facts: { column_type: column.columnType, fillers, shapes: wrongShapes.map(({ value }) => value) },
      badShare: null,
    };
  },
});
