/** Runs as steps of a pipeline: what the command prints, and the exit code that the pipeline goes by. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ADMIN_TOKEN,
  type AssayHome,
  type AssayProcess,
  makeHome,
  startAssay,
} from './support/assay-process.ts';
import { makePlaces, type ShopPlaces, writeShopFiles } from './support/shop.ts';

const MAIN = new URL('../../packages/cli/src/main.ts', import.meta.url).pathname;

describe('assay run', () => {
  let home: AssayHome;
  let server: AssayProcess;
  let places: ShopPlaces;
  let folder: string;
  beforeAll(async () => {
    home = await makeHome('embedded');
    folder = mkdtempSync(join(home.folder, 'pipeline-'));
    writeShopFiles(home.files);
    server = await startAssay(home);
    places = await makePlaces(server.client, { type: 'files', config: { path: home.files } });
    await add('state', 'Required');
    await add('name', 'Required');
  });
  afterAll(async () => {
    await server.stop();
    await home.remove();
  });

  const add = (column: string, testType: string, more: { baseline_value?: string } = {}) =>
    server.client.createTestDefinition({
      test_suite_id: places.testSuiteId,
      body: {
        test_type: testType,
        table_name: 'customers',
        column_name: column,
        threshold_value: '0',
        ...more,
      },
    });

  interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }
  /** Starts the command; `heard` is told what it writes to standard error. */
  const assay = (args: readonly string[], heard?: (text: string, pid: number) => void, url = server.url) =>
    new Promise<Ended>((resolve) => {
      const child = spawn(process.execPath, ['--conditions=@assay/source', MAIN, ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, NO_COLOR: '1', ASSAY_URL: url, ASSAY_TOKEN: ADMIN_TOKEN },
      });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
        heard?.(text, child.pid as number);
      });
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  const runTests = (...more: string[]) => assay(['run', 'tests', '--suite', places.testSuiteId, ...more]);

  it('ends with 0 when the gate lets the data pass', async () => {
    const { code, stdout, stderr } = await runTests();
    expect(stdout).toMatch(/Tests: 2 passed[\s\S]*Gate: passed\n$/);
    expect(stderr).toMatch(/^Job [0-9a-f-]{36}\n/);
    expect(code).toBe(0);
  });

  it('ends with 1 when they fail, in each format', async () => {
    const { id } = await add('customer_id', 'Min_Val', { baseline_value: '10' });
    const text = await runTests();
    expect(text.stdout).toMatch(/customers\.customer_id +Min Val[\s\S]*Gate: failed\n {2}.*1 test failed/);
    expect(text.code).toBe(1);

    const json = await runTests('--format', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({
      outcome: 'failed',
      reasons: [{ rule: 'max_failed' }],
      run: { result: { tests: { failed: 1, passed: 2 } } },
    });
    const github = await runTests('--format', 'github');
    expect(github.stdout).toMatch(
      /^::error title=Gate%3A failed::.*\n::error title=customers\.customer_id Min_Val::/,
    );
    const junit = await runTests('--format', 'junit', '--output', 'report.xml');
    expect(readFileSync(join(folder, 'report.xml'), 'utf8')).toMatch(/<testcase [^>]*customer_id Min_Val/);
    expect(junit.stdout).toContain('Gate: failed');
    expect([json.code, github.code, junit.code]).toEqual([1, 1, 1]);

    const gate = await server.client.createGate({
      project_code: places.projectCode,
      body: { name: 'lenient', table_group_id: places.tableGroupId, tests: { max_failed: 1 } },
    });
    expect((await runTests('--gate', gate.id)).code).toBe(0);
    await server.client.deleteTestDefinition({ test_definition_id: id });
    await server.client.deleteGate({ gate_id: gate.id });
  });

  it('ends with 3 when nobody can tell', async () => {
    const { id } = await server.client.createTestDefinition({
      test_suite_id: places.testSuiteId,
      validate: false,
      body: { test_type: 'CUSTOM', column_name: 'odd', custom_query: 'SELECT * FROM nowhere' },
    });
    const { code, stdout } = await runTests();
    expect(stdout).toContain('Gate: error');
    expect(code).toBe(3);
    await server.client.deleteTestDefinition({ test_definition_id: id });
    const unreachable = await assay(
      ['run', 'tests', '--suite', places.testSuiteId],
      undefined,
      'http://127.0.0.1:9',
    );
    expect(unreachable.stderr).toContain('No answer from http://127.0.0.1:9');
    expect(unreachable.code).toBe(3);
  });

  it('ends with 2 when it is called wrongly, before anything runs', async () => {
    const { total } = await server.client.listTestRuns({ test_suite_id: places.testSuiteId });
    const nobody = '00000000-0000-4000-8000-000000000000';
    const calls = [
      ['run', 'tests'],
      ['run', 'tests', '--suite', nobody],
      ['run', 'tests', '--suite', places.testSuiteId, '--format', 'pdf'],
      ['run', 'tests', '--suite', places.testSuiteId, '--timeout', 'soon'],
      ['run', 'tests', '--suite', places.testSuiteId, '--deadline', '2020-01-01T00:00:00Z'],
      ['wait', nobody],
      ['gate', 'evaluate', nobody],
    ];
    const codes = await Promise.all(calls.map(async (args) => [args, (await assay(args)).code]));
    expect(codes).toEqual(calls.map((args) => [args, 2]));
    expect((await server.client.listTestRuns({ test_suite_id: places.testSuiteId })).total).toBe(total);
  });

  it('profiles, and evaluates gates', async () => {
    const gate = await server.client.createGate({
      project_code: places.projectCode,
      body: { name: 'strict', table_group_id: places.tableGroupId, profile: { max_definite: 0 } },
    });
    const profile = await assay(['run', 'profile', '--table-group', places.tableGroupId]);
    expect(profile.stdout).toMatch(/Profiling score[\s\S]*Gate: failed\n.*definite hygiene issue/);
    expect(profile.code).toBe(1);
    const evaluated = await assay(['gate', 'evaluate', gate.id, '--json']);
    expect(JSON.parse(evaluated.stdout)).toMatchObject({ gate_id: gate.id, outcome: 'failed' });
    expect(evaluated.code).toBe(1);
    await server.client.deleteGate({ gate_id: gate.id });
  });

  describe('with a run that takes its time', () => {
    let waiting: ShopPlaces;
    let busy: AssayProcess;
    let second: AssayHome;
    beforeAll(async () => {
      // Without workers a run waits as long as a test wants.
      second = await makeHome('embedded');
      writeShopFiles(second.files);
      busy = await startAssay(second, { environment: { ASSAY_WORKER_SLOTS: '0', ASSAY_PORT: '0' } });
      waiting = await makePlaces(busy.client, { type: 'files', config: { path: second.files } });
    });
    afterAll(async () => {
      await busy.stop();
      await second.remove();
    });
    const run = (...more: string[]) => ['run', 'tests', '--suite', waiting.testSuiteId, ...more];

    it('ends with 5 when the time is over, and the run goes on', async () => {
      const { code, stderr } = await assay(run('--timeout', '1'), undefined, busy.url);
      expect(code).toBe(5);
      const id = /Job (\S+)/.exec(stderr)?.[1] ?? '';
      expect(stderr).toContain('it goes on');
      expect((await busy.client.getJob({ job_id: id })).status).toBe('pending');
    });

    it('ends with 3 at its deadline, though nobody works', async () => {
      const { code, stdout } = await assay(run('--deadline', '1s'), undefined, busy.url);
      expect(stdout).toMatch(/had not started when its deadline passed, .* UTC/);
      expect(code).toBe(3);
    });

    it('prints the id and ends when it is not to wait', async () => {
      const { code, stdout } = await assay(run('--no-wait'), undefined, busy.url);
      expect(code).toBe(0);
      expect((await busy.client.getJob({ job_id: stdout.trim() })).status).toBe('pending');
    });

    it('leaves the run alone when it is interrupted, or cancels it when told so', async () => {
      const interrupt = (text: string, pid: number) => {
        if (text.startsWith('Job ')) setTimeout(() => process.kill(pid, 'SIGINT'), 500);
      };
      const left = await assay(run(), interrupt, busy.url);
      expect(left.code).toBe(130);
      const id = /Job (\S+)/.exec(left.stderr)?.[1] ?? '';
      expect((await busy.client.getJob({ job_id: id })).status).toBe('pending');

      let submitted = '';
      const canceled = assay(
        run('--cancel-on-interrupt'),
        (text, pid) => {
          submitted ||= /Job (\S+)/.exec(text)?.[1] ?? '';
          interrupt(text, pid);
        },
        busy.url,
      );
      await expect
        .poll(() => submitted && busy.client.getJob({ job_id: submitted }), { timeout: 60_000 })
        .toMatchObject({ status: 'cancel_requested' });
      // A worker is needed to settle the request; it also runs what was left waiting.
      const { port } = new URL(busy.url);
      await busy.stop();
      busy = await startAssay(second, { environment: { ASSAY_PORT: port } });
      const { code, stdout } = await canceled;
      expect(stdout).toContain('Gate: canceled');
      expect(code).toBe(4);
    });
  });

  it('waits for a run that somebody else started, also while the server restarts', async () => {
    const third = await makeHome('embedded');
    writeShopFiles(third.files);
    const idle = await startAssay(third, { environment: { ASSAY_WORKER_SLOTS: '0' } });
    const place = await makePlaces(idle.client, { type: 'files', config: { path: third.files } });
    const job = await idle.client.submitTestRun({ test_suite_id: place.testSuiteId });
    const waited = assay(['wait', job.id], undefined, idle.url);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await idle.kill();
    const working = await startAssay(third, { environment: { ASSAY_PORT: new URL(idle.url).port } });
    const { code, stdout } = await waited;
    expect(stdout).toContain('Gate: passed');
    expect(code).toBe(0);
    await working.stop();
    await third.remove();
  });
});
