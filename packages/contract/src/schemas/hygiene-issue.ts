import { DQ_DIMENSIONS, IMPACT_DIMENSIONS, LIKELIHOODS, type Threshold } from '@assay/checks';
import { z } from 'zod';
import { disposition } from './disposition.ts';
import { pageOf } from './page.ts';
import { id, idInput } from './scalars.ts';

export const hygieneIssueParams = z.object({ hygiene_issue_id: idInput.describe('Id of the hygiene issue') });

export const hygieneIssue = z
  .strictObject({
    id,
    issue_type: z.string().describe('Key of the type: `Non_Standard_Blanks`'),
    name: z.string(),
    likelihood: z.enum(LIKELIHOODS),
    table: z.string(),
    column: z.string(),
    detail: z.string().describe('One sentence with the numbers'),
    facts: z
      .record(z.string(), z.unknown())
      .describe('The numbers, for programs; which ones depends on the type'),
    prevalence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .describe('Share of rows that it spoils, weighed by its likelihood; null = does not score'),
    dq_dimension: z.enum(DQ_DIMENSIONS).nullable(),
    impact_dimension: z.enum(IMPACT_DIMENSIONS),
    suggestion: z.string().describe('What to do about it'),
    disposition,
  })
  .meta({ id: 'HygieneIssue' });
export type HygieneIssue = z.output<typeof hygieneIssue>;
export const hygieneIssuePage = pageOf('HygieneIssuePage', hygieneIssue);

const THRESHOLD_UNITS = [
  'share',
  'rows',
  'values',
  'characters',
  'days',
  'months',
  'years',
  'ratio',
] as const satisfies readonly Threshold['unit'][];

const hygieneIssueType = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    likelihood: z.enum(LIKELIHOODS),
    level: z.enum(['column', 'group']).describe('Looks at one column, or across the tables of a group'),
    dq_dimension: z.enum(DQ_DIMENSIONS).nullable(),
    impact_dimension: z.enum(IMPACT_DIMENSIONS),
    criterion: z.string().describe('When it is reported, in words'),
    description: z.string(),
    suggestion: z.string(),
    thresholds: z
      .array(
        z.strictObject({
          name: z.string(),
          title: z.string(),
          default: z.number(),
          minimum: z.number(),
          maximum: z.number(),
          unit: z.enum(THRESHOLD_UNITS),
        }),
      )
      .describe('Numbers that it compares with; `hygiene_thresholds` of a table group sets others'),
  })
  .meta({ id: 'HygieneIssueType' });
export type HygieneIssueType = z.output<typeof hygieneIssueType>;
export const hygieneIssueTypePage = pageOf('HygieneIssueTypePage', hygieneIssueType);

export const hygieneIssueExample: HygieneIssue = {
  id: '019c9f30-3333-7aaa-8bbb-2c1d2e3f4a5b',
  issue_type: 'Non_Standard_Blanks',
  name: 'Non-standard blanks',
  likelihood: 'Definite',
  table: 'customers',
  column: 'state',
  detail: '12 dummy values and 3 empty texts among 1,000 rows.',
  facts: { dummy: 12, empty: 3, null: 0, records: 1000 },
  prevalence: 0.012,
  dq_dimension: 'Completeness',
  impact_dimension: 'Usability',
  suggestion: 'Store missing values as NULL.',
  disposition: null,
};
export const hygieneIssueTypeExample: HygieneIssueType = {
  key: 'Non_Standard_Blanks',
  name: 'Non-standard blanks',
  likelihood: 'Definite',
  level: 'column',
  dq_dimension: 'Completeness',
  impact_dimension: 'Usability',
  criterion: 'Some texts are empty, or stand for "nothing" in words such as n/a.',
  description: 'Missing values are written in several ways, so that counting and filtering them goes wrong.',
  suggestion: 'Store missing values as NULL.',
  thresholds: [],
};
