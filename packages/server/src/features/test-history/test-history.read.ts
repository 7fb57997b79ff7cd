/** A test over its runs: what it found, how often it was wrong, and which limit would have been right. */
import { type ProposedThreshold, proposeThreshold, TEST_TYPES } from '@assay/checks';
import type { TestHistory } from '@assay/contract';
import type { Queryable } from '../../store/store.ts';
import type { TestResultRow } from '../../store/tables/test-tables.ts';
import { fetchPage, mapPage, type PageRequest } from '../page.ts';
import { allParameters, definitionOf } from '../test-definitions/stored-parameters.ts';
import { getDefinition } from '../test-definitions/test-definitions.service.ts';
import type { PlacedDefinition } from '../test-definitions/test-definitions.store.ts';
import { measured } from '../test-runs/test-results.handlers.ts';

/** Newest results that a proposal is made of: older ones say little about the data of today. */
const RESULTS_THAT_PROPOSE = 500;

/** Newest first. Throws ApiProblem when there is no such definition. */
export async function readTestHistory(
  db: Queryable,
  definitionId: string,
  page: PageRequest,
): Promise<TestHistory> {
  const definition = await getDefinition(db, definitionId);
  const { proposal, reason } = await proposalFor(db, definition);
  return {
    ...mapPage(await fetchPage(newestFirst(db, definitionId).selectAll(), page), toApi),
    alarms: await countAlarms(db, definitionId),
    proposed_threshold: proposal,
    no_proposal_because: reason,
  };
}

const newestFirst = (db: Queryable, definitionId: string) =>
  db
    .selectFrom('test_result')
    .where('test_definition_id', '=', definitionId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');

async function proposalFor(db: Queryable, definition: PlacedDefinition): Promise<ProposedThreshold> {
  const type = TEST_TYPES.find(({ key }) => key === definition.test_type);
  if (type === undefined) {
    return {
      proposal: null,
      reason: `There is no test type "${definition.test_type}"; choose one from the list of test types.`,
    };
  }
  const results = await newestFirst(db, definition.id)
    .select(['status', 'measure', 'disposition', 'parameters'])
    .limit(RESULTS_THAT_PROPOSE)
    .execute();
  return proposeThreshold(
    type,
    definitionOf(definition),
    results.map((result) => ({ ...result, parameters: allParameters(result.parameters) })),
  );
}

/** Errors are no alarms: they say nothing about the data. */
async function countAlarms(db: Queryable, definitionId: string): Promise<TestHistory['alarms']> {
  const { raised, dismissed, undecided } = await db
    .selectFrom('test_result')
    .select(({ fn }) => [
      fn.countAll<number>().as('raised'),
      fn.countAll<number>().filterWhere('disposition', 'in', ['Dismissed', 'Inactive']).as('dismissed'),
      fn.countAll<number>().filterWhere('disposition', 'is', null).as('undecided'),
    ])
    .where('test_definition_id', '=', definitionId)
    .where('status', 'in', ['Failed', 'Warning'])
    .executeTakeFirstOrThrow();
  return { raised, dismissed, undecided, false_alarm_rate: raised === 0 ? null : dismissed / raised };
}

const toApi = (result: TestResultRow): TestHistory['items'][number] => ({
  id: result.id,
  test_run_id: result.test_run_id,
  measured_at: result.created_at.toISOString(),
  status: result.status,
  no_data: result.no_data,
  measure: result.measure === null ? null : measured(result.measure),
  signal: result.signal,
  threshold: result.threshold,
  message: result.message ?? '',
  severity: result.severity,
  disposition: result.disposition,
  duration_ms: result.duration_ms,
});
