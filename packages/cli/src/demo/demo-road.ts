/** Walks the main road over the public API: what any customer would do, through the same client. */
import type {
  Client,
  HygieneIssue,
  Job,
  JobProgress,
  ProfilingRun,
  TestResult,
  TestRun,
} from '@assay/contract';
import { everyPage } from '../every-page.ts';

export interface DemoPlaces {
  readonly projectCode: string;
  readonly connectionId: string;
  readonly tableGroupId: string;
  readonly testSuiteId: string;
}

const PROJECT_CODE = 'DEMO';

/** Creates project, connection, table group and suite, or finds those of an earlier demo. */
export async function ensureDemoPlaces(client: Client, dataDirectory: string): Promise<DemoPlaces> {
  await ensureProject(client);
  const place = { project_code: PROJECT_CODE };
  const connectionId = await findOrCreate('Shop files', {
    list: () => client.listConnections({ ...place, limit: 100 }),
    create: (name) =>
      client.createConnection({ ...place, body: { name, type: 'files', config: { path: dataDirectory } } }),
  });
  const tableGroupId = await findOrCreate('Shop', {
    list: () => client.listTableGroups({ ...place, limit: 100 }),
    create: (name) =>
      client.createTableGroup({
        ...place,
        // The manifest that lies beside the data is JSON, and so would be a table too.
        body: { name, connection_id: connectionId, schema: 'main', exclude: ['manifest'] },
      }),
  });
  const testSuiteId = await findOrCreate('Shop tests', {
    list: () => client.listTableGroupTestSuites({ table_group_id: tableGroupId, limit: 100 }),
    create: (name) => client.createTestSuite({ table_group_id: tableGroupId, body: { name } }),
  });
  return { projectCode: PROJECT_CODE, connectionId, tableGroupId, testSuiteId };
}

async function ensureProject(client: Client): Promise<void> {
  const { items } = await client.listProjects({ limit: 100 });
  if (items.some((project) => project.project_code === PROJECT_CODE)) return;
  await client.createProject({ body: { project_code: PROJECT_CODE, name: 'Demo shop' } });
}

interface Named {
  readonly id: string;
  readonly name: string;
}

async function findOrCreate(
  name: string,
  {
    list,
    create,
  }: { list: () => Promise<{ items: readonly Named[] }>; create: (name: string) => Promise<Named> },
): Promise<string> {
  const { items } = await list();
  const found = items.find((item) => item.name === name);
  return (found ?? (await create(name))).id;
}

export type OnProgress = (progress: JobProgress) => void;

/** The job did not complete; the message is the job's own. */
export class DemoJobError extends Error {
  constructor(job: Job) {
    super(`The job ${job.job_key} ended as ${job.status}: ${job.error_message ?? 'no reason was given'}`);
    this.name = 'DemoJobError';
  }
}

async function finish(client: Client, jobId: string, onProgress: OnProgress): Promise<void> {
  const job = await client.waitForJob(jobId, { onProgress });
  if (job.status !== 'completed') throw new DemoJobError(job);
}

/** Submits a profiling run, waits, and fetches the summary with every hygiene issue, worst first. */
export async function profileDemo(
  client: Client,
  places: DemoPlaces,
  onProgress: OnProgress,
): Promise<{ run: ProfilingRun; issues: HygieneIssue[] }> {
  const { id } = await client.submitProfilingRun({ table_group_id: places.tableGroupId });
  await finish(client, id, onProgress);
  return {
    run: await client.getProfilingRun({ job_id: id }),
    issues: await everyPage((page) => client.listHygieneIssues({ job_id: id, page, limit: 100 })),
  };
}

/** Generates tests from the profile and tells how many the suite now holds. */
export async function generateDemoTests(
  client: Client,
  places: DemoPlaces,
  onProgress: OnProgress,
): Promise<{ total: number }> {
  const suite = { test_suite_id: places.testSuiteId };
  const { id } = await client.submitTestGeneration(suite);
  await finish(client, id, onProgress);
  await ensureReferenceTest(client, places);
  const { total } = await client.listTestDefinitions({ ...suite, limit: 1 });
  return { total };
}

/** What no profile can know, a person adds: every order belongs to a customer. */
async function ensureReferenceTest(client: Client, { testSuiteId }: DemoPlaces): Promise<void> {
  const suite = { test_suite_id: testSuiteId };
  const { total } = await client.listTestDefinitions({ ...suite, test_type: 'Combo_Match', limit: 1 });
  if (total > 0) return;
  await client.createTestDefinition({
    ...suite,
    body: {
      test_type: 'Combo_Match',
      table_name: 'orders',
      column_name: 'customer_id',
      match_schema_name: 'main',
      match_table_name: 'customers',
      match_groupby_names: 'customer_id',
      test_description: 'Every order belongs to a customer',
    },
  });
}

/** Runs the suite and fetches the summary with what did not pass. */
export async function testDemo(
  client: Client,
  places: DemoPlaces,
  onProgress: OnProgress,
): Promise<{ run: TestRun; failures: TestResult[] }> {
  const { id } = await client.submitTestRun({ test_suite_id: places.testSuiteId });
  await finish(client, id, onProgress);
  return {
    run: await client.getTestRun({ job_id: id }),
    failures: await everyPage((page) =>
      client.listTestResults({ job_id: id, status: ['Failed', 'Warning', 'Error'], page, limit: 100 }),
    ),
  };
}
