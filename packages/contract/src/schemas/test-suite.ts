import { SEVERITIES } from '@assay/checks';
import { z } from 'zod';
import { pageOf } from './page.ts';
import { descriptionInput, id, idInput, nameInput, timestamp } from './scalars.ts';

export const testSuiteParams = z.object({ test_suite_id: idInput.describe('Id of the test suite') });

const severity = z
  .enum(SEVERITIES)
  .nullable()
  .describe('Overrides the default of every test type; null = each type keeps its own');

const settings = { name: nameInput, description: descriptionInput, severity };

export const newTestSuite = z
  .object({
    ...settings,
    description: settings.description.default(null),
    severity: settings.severity.default(null),
  })
  .meta({ id: 'NewTestSuite' });
export type NewTestSuite = z.output<typeof newTestSuite>;

export const testSuiteChange = z.object(settings).partial().meta({ id: 'TestSuiteChange' });
export type TestSuiteChange = z.output<typeof testSuiteChange>;

export const testSuite = z
  .strictObject({
    id,
    project_code: z.string(),
    table_group_id: id,
    name: z.string(),
    description: z.string().nullable(),
    severity,
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'TestSuite' });
export type TestSuite = z.output<typeof testSuite>;
export const testSuitePage = pageOf('TestSuitePage', testSuite);

export const testSuiteExample: TestSuite = {
  id: '019c9f40-4444-7aaa-8bbb-3c1d2e3f4a5b',
  project_code: 'webshop',
  table_group_id: '019c9f21-2222-7aaa-8bbb-1c1d2e3f4a5b',
  name: 'Nightly checks',
  description: null,
  severity: null,
  created_at: '2026-03-01T09:00:00.000Z',
  updated_at: '2026-03-01T09:00:00.000Z',
};
