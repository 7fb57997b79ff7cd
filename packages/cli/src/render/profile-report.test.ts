import { stripVTControlCharacters } from 'node:util';
import type { HygieneIssue, TableProfile } from '@assay/checks';
import { expect, it } from 'vitest';
import type { FileProfile } from '../profile-files.ts';
import { renderProfileReport, worstFirst } from './profile-report.ts';

const issue = (likelihood: HygieneIssue['likelihood'], prevalence: number | null): HygieneIssue => ({
  issueType: 'Leading_Spaces',
  table: 'customers',
  column: 'name',
  likelihood,
  detail: '1 of 60 rows.',
  facts: {},
  prevalence,
});
const UNREADABLE: TableProfile = {
  table: 'broken',
  kind: 'table',
  recordCount: null,
  sampledRows: null,
  duplicateRows: null,
  dependencies: [],
  columns: [],
  strategy: 'in_place',
  durationMs: 1,
  error: 'broken.parquet is damaged.',
  role: null,
};
const NOTHING: FileProfile = { path: 'data', score: null, tables: [], issues: [], warnings: [] };

it('lists issues by likelihood, then by the share of rows they spoil', () => {
  const [possible, pii, mild, severe] = [
    issue('Possible', 0.9),
    issue('Potential PII', null),
    issue('Definite', 0.1),
    issue('Definite', 0.2),
  ] as const;
  expect(worstFirst([possible, pii, mild, severe])).toEqual([severe, mild, possible, pii]);
});

it('gives no clean bill of health when nothing could be read', () => {
  const profile = { ...NOTHING, tables: [UNREADABLE], warnings: ['broken: broken.parquet is damaged.'] };
  expect(stripVTControlCharacters(renderProfileReport(profile))).toBe(
    'Not everything could be profiled\n  broken: broken.parquet is damaged.',
  );
});

it('says when there was nothing to read', () => {
  expect(renderProfileReport(NOTHING)).toBe('No CSV, JSON or Parquet file in data.');
});
