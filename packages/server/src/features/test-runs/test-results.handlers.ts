import type { TestFacts } from '@assay/checks';
import type { TestResult as ApiTestResult, TestResultDetail } from '@assay/contract';
import { mayInProject } from '../../http/access/principal.ts';
import { notFound } from '../../http/api-problem.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { mapPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { getSuite } from '../test-suites/test-suites.service.ts';
import { decideResult, getResult } from './decide-result.ts';
import { readFailingRows } from './failing-rows.ts';
import { schemaFactsToApi } from './schema-facts-view.ts';
import { listResults } from './test-results.read.ts';
import { findRun } from './test-runs.store.ts';

export function createTestResultHandlers(
  context: ServerContext,
): FeatureHandlers<'listTestResults' | 'getTestResult' | 'updateTestResult' | 'listFailingRows'> {
  const { store } = context;
  return {
    async listTestResults({ params, query }) {
      return { body: mapPage(await listResults(store.db, params.job_id, query, query), toApi) };
    },
    async getTestResult({ params }) {
      return { body: toDetail(await getResult(store.db, params.test_result_id)) };
    },
    async updateTestResult({ params, body }, { principal }) {
      const decision = { disposition: body.disposition, by: principal.tokenId };
      return { body: toApi(await decideResult(context, params.test_result_id, decision)) };
    },
    async listFailingRows({ params, query }, { principal, projectId, signal }) {
      const result = await getResult(store.db, params.test_result_id);
      const run = await findRun(store.db, result.test_run_id);
      if (run === undefined) throw notFound();
      const suite = await getSuite(store.db, run.test_suite_id);
      const mayViewPii = mayInProject(principal, 'view_pii', projectId);
      return {
        body: await readFailingRows(context, suite, result, {
          limit: query.limit,
          askNow: query.now === true,
          mayViewPii,
          signal,
        }),
      };
    },
  };
}

export const toApi = (result: TestResultRow): ApiTestResult => ({
  id: result.id,
  test_definition_id: result.test_definition_id,
  test_type: result.test_type,
  table: result.table_name,
  column: result.column_name,
  status: result.status,
  measure: result.measure === null ? null : measured(result.measure),
  signal: result.signal,
  threshold: result.threshold,
  message: result.message ?? '',
  no_data: result.no_data,
  severity: result.severity,
  disposition: result.disposition,
  duration_ms: result.duration_ms,
  dq_prevalence: result.dq_prevalence,
});

const toDetail = (result: TestResultRow): TestResultDetail => ({
  ...toApi(result),
  schema: result.schema_name,
  description: result.description,
  parameters: result.parameters,
  impact_dimension: result.impact_dimension,
  rows_tested: result.record_ct,
  sql: result.statement,
  facts: result.facts === null ? null : factsToApi(result.facts),
  tested_at: result.created_at.toISOString(),
});

function factsToApi(facts: TestFacts): NonNullable<TestResultDetail['facts']> {
  if (facts.kind === 'schema') return schemaFactsToApi(facts);
  const { schedule } = facts;
  return {
    kind: facts.kind,
    updated: facts.updated,
    last_update_at: facts.lastUpdateAt,
    minutes: facts.minutes,
    excluded_minutes: facts.excludedMinutes,
    lower: facts.lower,
    upper: facts.upper,
    staleness: facts.staleness,
    time_zone: facts.timeZone,
    schedule:
      schedule === null
        ? null
        : {
            stage: schedule.stage,
            frequency: schedule.frequency,
            active_days: schedule.activeDays === null ? null : [...schedule.activeDays],
            window_start: schedule.windowStart,
            window_end: schedule.windowEnd,
            confidence: schedule.confidence,
            updates: schedule.updates,
          },
  };
}

/** Measures are kept as text; one that a number can stand for exactly is a number again. */
export function measured(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}
