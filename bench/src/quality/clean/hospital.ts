/** The hospital benchmark (bench/data/hospital): the table as it came, and what each of its cells should hold. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '@assay/demo-data';
import { type Dataset, describeColumn, type QualityColumn, type QualityTable } from '../dataset.ts';
import { parseCsv } from '../parse-csv.ts';

const FOLDER = join(import.meta.dirname, '../../../data/hospital');

const empty = [{ type: 'No_Values', because: 'empty in the truth too' }];
const digits = (what: string) => [{ type: 'Suggested_Type', because: `${what} are all digits` }];

const COLUMNS: readonly QualityColumn[] = [
  describeColumn('ProviderNumber', 'VARCHAR', 'reference', { traits: digits('provider numbers') }),
  describeColumn('HospitalName', 'VARCHAR', 'entity'),
  describeColumn('Address1', 'VARCHAR', 'address'),
  describeColumn('Address2', 'VARCHAR', 'words', { traits: empty }),
  describeColumn('Address3', 'VARCHAR', 'words', { traits: empty }),
  describeColumn('City', 'VARCHAR', 'city'),
  describeColumn('State', 'VARCHAR', 'state', {
    traits: [{ type: 'Small_Divergent_Value_Ct', because: '98 percent of the rows are of one state' }],
  }),
  describeColumn('ZipCode', 'VARCHAR', 'zip'),
  describeColumn('CountyName', 'VARCHAR', 'category'),
  describeColumn('PhoneNumber', 'VARCHAR', 'phone', { traits: digits('telephone numbers') }),
  describeColumn('HospitalType', 'VARCHAR', 'category', {
    traits: [{ type: 'Constant_Column', because: 'every hospital is of one type' }],
  }),
  describeColumn('HospitalOwner', 'VARCHAR', 'category'),
  describeColumn('EmergencyService', 'VARCHAR', 'yes_no'),
  describeColumn('Condition', 'VARCHAR', 'category'),
  describeColumn('MeasureCode', 'VARCHAR', 'category'),
  describeColumn('MeasureName', 'VARCHAR', 'words'),
  describeColumn('Score', 'VARCHAR', 'words', {
    traits: [
      { type: 'Char_Column_Number_Units', because: 'scores are written with a percent sign' },
      { type: 'Suggested_Type', because: 'every score is a number with a percent sign' },
    ],
  }),
  describeColumn('Sample', 'VARCHAR', 'words'),
  describeColumn('Stateavg', 'VARCHAR', 'category'),
];

export interface HospitalTruth {
  readonly dirty: Dataset;
  readonly clean: Dataset;
  /** Column -> cells that differ from the truth; absent where none does. */
  readonly wrongCells: ReadonlyMap<string, number>;
}

/** An empty field of the benchmark's files means "no value" and is written as null. */
export async function readHospital(): Promise<HospitalTruth> {
  const [dirty, truth] = await Promise.all(
    ['hospital.csv', 'hospital_clean.csv'].map(async (file) =>
      parseCsv(await readFile(join(FOLDER, file), 'utf8')),
    ),
  );
  const clean: Row[] = (dirty ?? []).map(() => ({}));
  for (const { tid, attribute, correct_val: value } of truth ?? []) {
    const row = clean[Number(tid)];
    if (row !== undefined) row[attribute ?? ''] = value ?? null;
  }
  const wrongCells = new Map<string, number>();
  for (const { name } of COLUMNS) {
    const wrong = (dirty ?? []).filter((row, index) => row[name] !== clean[index]?.[name]).length;
    if (wrong > 0) wrongCells.set(name, wrong);
  }
  return {
    dirty: dataset('hospital', dirty ?? []),
    clean: dataset('hospital, corrected', clean),
    wrongCells,
  };
}

function dataset(name: string, rows: readonly Row[]): Dataset {
  const table: QualityTable = {
    name: 'hospital',
    columns: COLUMNS,
    rows,
    dependencies: [
      ['ProviderNumber', 'HospitalName'],
      ['HospitalName', 'Address1'],
      ['HospitalName', 'City'],
      ['HospitalName', 'ZipCode'],
      ['HospitalName', 'HospitalOwner'],
      ['City', 'CountyName'],
      ['MeasureCode', 'MeasureName'],
      ['MeasureCode', 'Condition'],
    ],
    confusable: [],
  };
  return {
    name,
    about: '1,000 rows of a public benchmark, without upper case',
    tables: [table],
    references: [],
  };
}
