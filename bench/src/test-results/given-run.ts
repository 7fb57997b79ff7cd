/** A suite without definitions, runs of it, and results as a run would write them. */
import { submitJob, uuidV7 } from '@assay/jobs';
import type { Store, StoredResult } from '@assay/server';

export interface GivenSuite {
  readonly projectId: string;
  readonly tableGroupId: string;
  readonly suiteId: string;
}

export async function givenSuite({ jobs }: Store): Promise<GivenSuite> {
  const [projectId, connectionId, tableGroupId, suiteId] = [uuidV7(), uuidV7(), uuidV7(), uuidV7()] as const;
  await jobs.query('INSERT INTO project (id, code, name) VALUES ($1, $2, $2)', [projectId, 'BENCH']);
  await jobs.query(
    `INSERT INTO connection (id, project_id, name, type, config) VALUES ($1, $2, 'none', 'files', '{}')`,
    [connectionId, projectId],
  );
  await jobs.query(
    `INSERT INTO table_group (id, project_id, connection_id, name, schema_name, id_column_mask, surrogate_key_column_mask)
      VALUES ($1, $2, $3, 'tables', 'main', '%id', '%sk')`,
    [tableGroupId, projectId, connectionId],
  );
  await jobs.query(
    `INSERT INTO test_suite (id, project_id, table_group_id, name) VALUES ($1, $2, $3, 'results')`,
    [suiteId, projectId, tableGroupId],
  );
  return { projectId, tableGroupId, suiteId };
}

/** Answers the id of a run that has begun. */
export async function givenRun({ jobs }: Store, suite: GivenSuite): Promise<string> {
  const { projectId, tableGroupId, suiteId } = suite;
  const { job } = await submitJob(jobs, {
    key: 'run-tests',
    source: 'bench',
    projectId,
    arguments: { test_suite_id: suiteId, table_group_id: tableGroupId },
  });
  await jobs.query(
    'INSERT INTO test_run (job_id, project_id, test_suite_id, table_group_id) VALUES ($1, $2, $3, $4)',
    [job.id, projectId, suiteId, tableGroupId],
  );
  return job.id;
}

const TESTS_A_COLUMN = 10;
const COLUMNS_A_TABLE = 20;

/** Results of tests of columns of twenty to a table; one in ten has failed. */
export function resultsOf(runId: string, count: number): StoredResult[] {
  return Array.from({ length: count }, (_, index) => {
    const column = `column_${Math.floor(index / TESTS_A_COLUMN) % COLUMNS_A_TABLE}`;
    const table = `table_${Math.floor(index / TESTS_A_COLUMN / COLUMNS_A_TABLE)}`;
    const failed = index % 10 === 0;
    return {
      ...{ id: uuidV7(), test_run_id: runId, test_definition_id: uuidV7() },
      ...{ test_type: 'Value_Range', schema_name: 'main', table_name: table, column_name: column },
      description: 'Values lie in the range that the shop allows.',
      parameters: '{"lower_tolerance":"0","upper_tolerance":"100000"}' as StoredResult['parameters'],
      ...{ generated: true, status: failed ? 'Failed' : 'Passed', severity: 'Fail', measure: String(index) },
      ...{ threshold: '0', message: `Values outside: ${index}, which exceeds the limit of 0.` },
      ...{ impact_dimension: 'Conformance', duration_ms: 1.25, no_data: false, record_ct: 1_000_000 },
      ...{ signal: null, facts: null },
      statement: `SELECT count(*) FILTER (WHERE ("${column}" < 0) OR ("${column}" > 100000)) AS m0 FROM "main"."${table}"`,
      ...{ dq_prevalence: failed ? 0.01 : 0, dq_points: 1_000_000 },
    } as const;
  });
}
