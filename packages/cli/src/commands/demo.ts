/** `assay demo`: starts a server on the demo shop, walks the main road over its API, shows the result, keeps serving. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { styleText } from 'node:util';
import { type Client, createClient } from '@assay/contract';
import { generateDemoData } from '@assay/demo-data';
import { composeFeatures, type RunningServer, readConfig, startServer } from '@assay/server';
import { type DemoEnvironment, readDemoEnvironment, writeDemoEnvironment } from '../demo/demo-environment.ts';
import {
  type DemoPlaces,
  ensureDemoPlaces,
  generateDemoTests,
  type OnProgress,
  profileDemo,
  testDemo,
} from '../demo/demo-road.ts';
import { plural } from '../render/figures.ts';
import { createProgressDisplay } from '../render/progress-line.ts';
import {
  renderProfilingSummary,
  renderTestFailures,
  renderTestSummary,
  renderWorstIssues,
} from '../render/run-reports.ts';
import { untilInterrupted } from '../until-interrupted.ts';
import { VERSION } from '../version.ts';

const WORST_ISSUES_SHOWN = 15;

export async function demo(options: { exit: boolean }): Promise<void> {
  const config = readConfig();
  const environmentFile = join(config.home, 'demo.env');
  const dataDirectory = join(config.home, 'demo-data');
  mkdirSync(config.home, { recursive: true });

  const earlier = readDemoEnvironment(environmentFile);
  const running = earlier !== null && (await answers(earlier)) ? earlier : null;
  let server: RunningServer | null = null;
  let environment: DemoEnvironment;
  if (running !== null) {
    say(`A demo is already serving at ${running.ASSAY_URL}; using it.`);
    environment = running;
  } else {
    rmSync(dataDirectory, { recursive: true, force: true });
    const manifest = await generateDemoData(dataDirectory);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    say(
      `Made the demo shop in ${relative(process.cwd(), dataDirectory)}: ${plural(manifest.tables.length, 'table')}, ${plural(rows, 'row')}, ${plural(manifest.problems.length, 'planted problem')}.`,
    );
    const token = earlier?.ASSAY_TOKEN ?? `assay_${randomBytes(32).toString('base64url')}`;
    server = await startServer(
      {
        ...config,
        // A home of its own: a store that was started before has tokens the demo does not know.
        home: join(config.home, 'demo'),
        bootstrapToken: token,
        fileRoots: [...config.fileRoots, dataDirectory],
        logLevel: config.logLevel === 'info' ? 'warn' : config.logLevel,
      },
      { version: VERSION, modules: composeFeatures },
    );
    environment = { ASSAY_URL: server.url, ASSAY_TOKEN: token };
    // Before the road is walked: whatever happens on it, the next demo finds this server and its token.
    writeDemoEnvironment(environmentFile, environment);
    say(`Started at ${server.url}.`);
  }

  const client = createClient({ url: environment.ASSAY_URL, token: environment.ASSAY_TOKEN });
  try {
    const places = await ensureDemoPlaces(client, dataDirectory);
    writeDemoEnvironment(environmentFile, {
      ...environment,
      TABLE_GROUP_ID: places.tableGroupId,
      TEST_SUITE_ID: places.testSuiteId,
    });
    await show(client, places);
  } catch (error) {
    await server?.close();
    throw error;
  }

  if (options.exit || server === null) {
    await server?.close();
    return;
  }
  say(
    `\nServing at ${styleText('bold', environment.ASSAY_URL)}  (reference: ${environment.ASSAY_URL}/api/docs)`,
  );
  say(`Token: ${environment.ASSAY_TOKEN}`);
  say(
    `In another terminal: . ${relative(process.cwd(), environmentFile)}   and follow "The flow" in README.md. Ctrl-C stops.`,
  );
  await untilInterrupted();
  await server.close();
}

async function show(client: Client, places: DemoPlaces): Promise<void> {
  heading('Profiling the shop');
  const profile = await withProgress('profiling', (onProgress) => profileDemo(client, places, onProgress));
  say(renderProfilingSummary(profile.run));
  say(`\n${renderWorstIssues(profile.issues, WORST_ISSUES_SHOWN)}`);

  heading('Generating tests from the profile');
  const generated = await withProgress('generating', (onProgress) =>
    generateDemoTests(client, places, onProgress),
  );
  say(`The suite holds ${plural(generated.total, 'test')}.`);

  heading('Running the tests');
  const tests = await withProgress('testing', (onProgress) => testDemo(client, places, onProgress));
  say(renderTestSummary(tests.run));
  if (tests.failures.length > 0) say(`\n${renderTestFailures(tests.failures)}`);
}

async function withProgress<T>(title: string, work: (onProgress: OnProgress) => Promise<T>): Promise<T> {
  const display = createProgressDisplay(process.stdout, title);
  try {
    return await work((progress) => display.show(progress));
  } finally {
    display.end();
  }
}

async function answers(environment: DemoEnvironment): Promise<boolean> {
  try {
    const client = createClient({ url: environment.ASSAY_URL, token: environment.ASSAY_TOKEN });
    await client.listProjects({ limit: 1 }, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}

function heading(text: string): void {
  say(`\n${styleText(['bold', 'underline'], text)}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
