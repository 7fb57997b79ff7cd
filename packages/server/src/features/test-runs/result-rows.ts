/** Outcomes as rows of the store. */
import { onEmptyTable } from '@assay/checks';
import { uuidV7 } from '@assay/jobs';
import { json } from '../../store/json-column.ts';
import type { NewTestResult, TestDefinitionRow } from '../../store/tables/test-tables.ts';
import { setParameters } from '../test-definitions/stored-parameters.ts';
import type { OutcomeShare } from './score-outcomes.ts';
import type { TestOutcome } from './test-outcome.ts';

/** What is not known before all of the run's questions are answered. */
export const NO_SHARE: OutcomeShare = { recordCount: null, prevalence: null, points: null };

/** `row` is the definition as it was stored when the run began. */
export function resultRow(
  runId: string,
  row: TestDefinitionRow,
  outcome: TestOutcome,
  share: OutcomeShare,
): NewTestResult {
  const { definition, type, durationMs, statement } = outcome;
  const verdict =
    type !== null && share.recordCount === 0
      ? onEmptyTable(type, definition, outcome.verdict)
      : outcome.verdict;
  return {
    id: uuidV7(),
    test_run_id: runId,
    test_definition_id: definition.id,
    test_type: definition.testType,
    schema_name: definition.schema,
    table_name: definition.table,
    column_name: definition.column,
    description: row.description,
    parameters: json(setParameters(definition.parameters)),
    generated: row.generated_at !== null,
    status: verdict.status,
    severity: verdict.severity,
    measure: verdict.measure === null ? null : String(verdict.measure),
    threshold: verdict.threshold,
    message: verdict.message,
    impact_dimension: row.impact_dimension ?? type?.impactDimension ?? null,
    duration_ms: durationMs,
    statement,
    no_data: verdict.noData,
    signal: verdict.signal,
    facts: verdict.facts === null ? null : json(verdict.facts),
    record_ct: share.recordCount,
    dq_prevalence: share.prevalence,
    dq_points: share.points,
  };
}
