/** A project with one of everything that a path can name, so that requests reach the handlers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client, JobKey, Role } from '@assay/contract';

/** What a parameter of a path, a query or a body may hold, by its name; ids of jobs by the kind of job. */
export interface SeededProject {
  readonly projectCode: string;
  /** Occurs in every name and in the data of the project, and nowhere else. */
  readonly marker: string;
  readonly ids: Readonly<Record<string, string>>;
  /** Things that nothing else needs: to be changed and deleted. */
  readonly spareIds: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Partial<Record<JobKey, string>>>;
  /** Runs of the same things before those, to compare with. */
  readonly earlierJobs: Readonly<Partial<Record<JobKey, string>>>;
  readonly tokens: Readonly<Partial<Record<Role, string>>>;
}

const ROLES_WITH_TOKENS: readonly Role[] = ['admin', 'data_quality', 'analyst', 'business', 'catalog'];
/** Nothing listens there: deliveries fail at once. */
export const DEAD_ADDRESS = 'http://127.0.0.1:9/hook';

/** Learns from its earlier runs, as few tests do. */
const TREND = {
  test_type: 'Metric_Trend',
  ...{ table_name: 'orders', column_name: 'average_order', custom_query: 'AVG(total)' },
  history_calculation: 'PREDICT',
} as const;

/** Needs a server with workers that allows notifications to 127.0.0.1. */
export async function seedProject(client: Client, files: string, code: string): Promise<SeededProject> {
  const marker = `only-in-${code}`;
  const project = { project_code: code };
  await client.createProject({ body: { ...project, name: marker } });
  const folder = join(files, marker);
  writeShop(folder, marker);
  const newConnection = (name: string) =>
    client.createConnection({ ...project, body: { name, type: 'files', config: { path: folder } } });
  const connection = await newConnection(marker);
  const newGroup = (name: string) =>
    client.createTableGroup({ ...project, body: { name, connection_id: connection.id, schema: 'main' } });
  const group = await newGroup(marker);
  const profileAgain = async () =>
    finished(client, (await client.submitProfilingRun({ table_group_id: group.id })).id);
  const earlierProfile = await profileAgain();
  const profile = await profileAgain();
  const newSuite = (name: string) =>
    client.createTestSuite({ table_group_id: group.id, body: { name, capture_failing_rows: true } });
  const suite = await newSuite(marker);
  const definitions = await seedTests(client, suite.id);
  const testAgain = async () =>
    finished(client, (await client.submitTestRun({ test_suite_id: suite.id })).id);
  const earlierRun = await testAgain();
  const run = await testAgain();
  const check = await client.submitMutationCheck({ test_suite_id: suite.id, body: { row_limit: 100 } });
  await finished(client, check.id);
  await client.createMonitors({ table_group_id: group.id, body: {} });
  const trend = await client.createMonitorDefinition({ table_group_id: group.id, body: TREND });
  const monitorRun = await client.submitMonitorRun({ table_group_id: group.id });
  await finished(client, monitorRun.id);
  const told = await seedNotifications(client, code, marker);
  const timed = {
    ...project,
    body: { job_key: 'run-tests', test_suite_id: suite.id, time_zone: 'UTC' },
  } as const;
  const newSchedule = (cron: string) => client.createSchedule({ ...timed, body: { ...timed.body, cron } });
  const newGate = (name: string, judged: { test_suite_id: string } | { table_group_id: string }) =>
    client.createGate({ ...project, body: { name, ...judged, tests: {} } });
  const newNote = () =>
    client.createTestNote({ test_definition_id: definitions.kept, body: { detail: marker } });
  const newToken = (role: Role, name: string) => client.createToken({ body: { ...project, role, name } });
  const issues = await client.listHygieneIssues({ job_id: profile });
  const results = await client.listTestResults({ job_id: run, status: ['Failed'] });
  const tokens: Partial<Record<Role, string>> = {};
  for (const role of ROLES_WITH_TOKENS) tokens[role] = (await newToken(role, `${marker} ${role}`)).token;
  return {
    ...{ projectCode: code, marker, tokens },
    earlierJobs: { 'run-profile': earlierProfile, 'run-tests': earlierRun },
    jobs: {
      'run-profile': profile,
      'run-tests': run,
      'run-mutation-check': check.id,
      'run-monitors': monitorRun.id,
    },
    ids: {
      ...{ project_code: code, table: 'customers', column: 'status', connection_id: connection.id },
      ...{ table_group_id: group.id, test_suite_id: suite.id, test_definition_id: definitions.kept },
      ...{
        trend_definition_id: trend.id,
        ...told.kept,
        test_note_id: (await newNote()).id,
        gate_id: (await newGate(marker, { test_suite_id: suite.id })).id,
      },
      ...{
        schedule_id: (await newSchedule('0 5 1 1 *')).id,
        token_id: (await newToken('catalog', marker)).id,
      },
      hygiene_issue_id: theFirst(issues.items, 'hygiene issue').id,
      test_result_id: theFirst(results.items, 'failed test').id,
    },
    spareIds: {
      connection_id: (await newConnection(`${marker} spare`)).id,
      table_group_id: (await newGroup(`${marker} spare`)).id,
      test_suite_id: (await newSuite(`${marker} spare`)).id,
      ...{ test_definition_id: definitions.spare, notification_id: told.spare },
      ...{
        test_note_id: (await newNote()).id,
        gate_id: (await newGate(`${marker} spare`, { table_group_id: group.id })).id,
      },
      schedule_id: (await newSchedule('0 6 1 1 *')).id,
      token_id: (await newToken('catalog', `${marker} spare`)).id,
    },
  };
}

/** Two tables whose names and columns are those that the examples of the contract use; some cells are bad. */
function writeShop(folder: string, marker: string): void {
  mkdirSync(folder);
  const customers = Array.from(
    { length: 40 },
    (_, at) => `${at},${at < 3 ? '' : `c${at}@example.org`},${at === 7 ? marker : 'new'}, Ada ${at % 9}`,
  );
  const orders = Array.from({ length: 40 }, (_, at) => `${at},${at},${(at * 1.5).toFixed(2)},2026-03-01`);
  writeFileSync(
    join(folder, 'customers.csv'),
    ['customer_id,email,status,name', ...customers, ''].join('\n'),
  );
  writeFileSync(
    join(folder, 'orders.csv'),
    ['order_id,customer_id,total,ordered_on', ...orders, ''].join('\n'),
  );
}

async function seedTests(client: Client, test_suite_id: string) {
  const generation = await client.submitTestGeneration({ test_suite_id });
  await finished(client, generation.id);
  const failing = { test_type: 'LOV_Match', table_name: 'customers', column_name: 'status' } as const;
  const create = (baseline_value: string) =>
    client.createTestDefinition({ test_suite_id, body: { ...failing, baseline_value, threshold_value: 0 } });
  const kept = await create("('closed')");
  return { kept: kept.id, spare: (await create("('open')")).id };
}

async function seedNotifications(client: Client, project_code: string, marker: string) {
  const create = (name: string) =>
    client.createNotification({ project_code, body: { kind: 'webhook', name, url: DEAD_ADDRESS } });
  const kept = await create(marker);
  await client.testNotification({ notification_id: kept.id });
  const deliveries = await client.listDeliveries({ notification_id: kept.id });
  return {
    kept: {
      ...{ notification_id: kept.id, webhook_id: kept.id },
      delivery_id: theFirst(deliveries.items, 'delivery').id,
    },
    spare: (await create(`${marker} spare`)).id,
  };
}

async function finished(client: Client, id: string): Promise<string> {
  const job = await client.waitForJob(id, { timeoutMs: 60_000 });
  if (job.status !== 'completed') throw new Error(`${job.job_key} ended ${job.status}: ${job.error_message}`);
  return id;
}

function theFirst<Item>(items: readonly Item[], what: string): Item {
  const [first] = items;
  if (first === undefined) throw new Error(`the seeded project has no ${what}`);
  return first;
}
