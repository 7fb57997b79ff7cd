/** Looks at everything that a server or worker needs, and says what to do. Changes nothing. */
import { ConfigError, readConfig, type ServerConfig } from '../config.ts';
import { type InspectedStore, inspectStore } from '../store/inspect-store.ts';
import { type LockHolder, lockHolder } from '../store/pglite/home-lock.ts';
import { StoreUnavailableError } from '../store/store-error.ts';
import type { Check, Machine, MachineWithStore } from './check.ts';
import { clock } from './checks/clock.ts';
import { checkConnections } from './checks/connections.ts';
import { credentials } from './checks/credentials.ts';
import { dataDirectory } from './checks/data-directory.ts';
import { diskSpace } from './checks/disk-space.ts';
import { fileRoots } from './checks/file-roots.ts';
import { inProcessEngine } from './checks/in-process-engine.ts';
import { checkNode } from './checks/node-version.ts';
import { port } from './checks/port.ts';
import { runningServer } from './checks/running-server.ts';
import { secretKey } from './checks/secret-key.ts';
import { waitingJobs } from './checks/waiting-jobs.ts';
import { type Finding, failed, type Outcome, ok, skipped } from './finding.ts';
import { judgeStore } from './judge-store.ts';

const OF_THE_MACHINE: readonly Check<Machine>[] = [
  ...[dataDirectory, diskSpace, fileRoots, port, inProcessEngine, secretKey, runningServer],
];
const OF_THE_STORE: readonly Check<MachineWithStore>[] = [clock, credentials, waitingJobs];

export interface ExamineOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Relative paths of the settings count from here. */
  readonly directory: string;
  /** Whether every stored connection is to be tried. */
  readonly connections: boolean;
}

/** In the order in which one thing needs the other; never rejects because of what it finds. */
export async function examine(options: ExamineOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [{ check: 'node', ...checkNode(process.versions.node) }];
  const reading = settingsOf(options);
  if (!('config' in reading)) return [...findings, ...reading.findings];
  const { config } = reading;
  findings.push({ check: 'settings', ...ok('every variable is known and well-formed') });
  const machine = { config, holder: holderOf(config) };
  for (const check of OF_THE_MACHINE) findings.push(await run(check, machine));
  return [...findings, ...(await examineStore(machine, options.connections))];
}

function settingsOf(
  options: ExamineOptions,
): { readonly config: ServerConfig } | { readonly findings: readonly Finding[] } {
  try {
    return { config: readConfig(options.environment, options.directory) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.mistakes.map((mistake) => ({
      check: 'settings',
      ...failed(mistake, 'Correct the variable; nothing else was looked at.'),
    }));
    return { findings };
  }
}

function holderOf({ databaseUrl, home }: ServerConfig): LockHolder | null {
  if (databaseUrl !== null) return null;
  try {
    return lockHolder(home);
  } catch {
    // What is wrong with the directory is a finding of its own.
    return null;
  }
}

async function examineStore(machine: Machine, connections: boolean): Promise<readonly Finding[]> {
  const names = [...OF_THE_STORE.map(({ name }) => name), ...(connections ? ['connections'] : [])];
  const skipAll = (why: string) => names.map((check) => ({ check, ...skipped(why) }));
  if (machine.holder !== null) {
    const why = 'the running server has the store; only it can look inside';
    return [{ check: 'store', ...skipped(why) }, ...skipAll(why)];
  }
  const opening = await open(machine.config);
  if ('status' in opening) return [{ check: 'store', ...opening }, ...skipAll('the store was not opened')];
  const { store, facts } = opening;
  try {
    const finding = { check: 'store', ...judgeStore(facts) };
    if (facts.missing.length > 0 || facts.unknown.length > 0) {
      return [finding, ...skipAll('the store has not the schema of this version')];
    }
    const subject = { ...machine, store, facts };
    const findings = [finding];
    for (const check of OF_THE_STORE) findings.push(await run(check, subject));
    return connections ? [...findings, ...(await tryConnections(subject))] : findings;
  } finally {
    await store.close();
  }
}

async function open({ databaseUrl, home }: ServerConfig): Promise<InspectedStore | Outcome> {
  try {
    const opened = await inspectStore({ databaseUrl, home, maxConnections: 1, onError: () => undefined });
    return opened ?? ok('there is none yet; the first start makes it');
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) return couldNotLook(error);
    return failed(error.message, 'Do what the message says; nothing inside the store was looked at.');
  }
}

async function run<Subject>(check: Check<Subject>, subject: Subject): Promise<Finding> {
  return { check: check.name, ...(await check.look(subject).catch(couldNotLook)) };
}

const tryConnections = (subject: MachineWithStore): Promise<readonly Finding[]> =>
  checkConnections(subject).catch((error: unknown) => [{ check: 'connections', ...couldNotLook(error) }]);

const couldNotLook = (error: unknown): Outcome =>
  failed(
    `It could not be looked at: ${error instanceof Error ? error.message : String(error)}`,
    'Correct what the message names, then run this again.',
  );
