import { countIf } from '@assay/dialects';
import { defineMeasure } from '../profile-measure.ts';
import { isFileName } from '../value-conditions/standard-patterns.ts';

export const stdFileNameCt = defineMeasure({
  name: 'std_file_name_ct',
  title: 'File names',
  description:
    'Values that are letters, digits, underscores, spaces and dashes with the ending of a data or document file.',
  appliesTo: ['A'],
  result: 'count',
  examples: [
    { type: 'text', values: ['report.csv', 'Q1 Results-final.PDF', 'data_2024.json', null], expect: 3 },
    { type: 'text', values: ['report', 'report.exe', 'dir/report.csv', '.csv', ''], expect: 0 },
  ],
  aggregate: ({ text }) => countIf(isFileName(text)),
});
