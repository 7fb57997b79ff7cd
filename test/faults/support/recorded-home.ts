/** Homes of the whole product whose store records what becomes of jobs, and how they are judged afterwards. */
import { join } from 'node:path';
import type { SqlExecutor } from '@assay/jobs';
import { expect } from 'vitest';
import { openStore } from '../../../packages/server/src/store/open-store.ts';
import { type AssayHome, makeHome } from '../../system/support/assay-process.ts';
import { checkInvariants, type Verdict } from '../invariants.ts';
import { installRecorder, RUN_RESULTS } from './edge-recorder.ts';

export async function makeRecordedHome(kind: 'embedded' | 'postgresql'): Promise<AssayHome> {
  const home = await makeHome(kind);
  await withStore(home, (store) => installRecorder(store, RUN_RESULTS));
  return home;
}

/** Of an embedded store: while no process has it. */
async function withStore<T>(home: AssayHome, work: (store: SqlExecutor) => Promise<T>): Promise<T> {
  const { store } = await openStore({
    ...{ databaseUrl: home.database?.url ?? null, home: join(home.folder, 'home'), maxConnections: 2 },
    onError: () => {},
  });
  try {
    return await work(store.jobs);
  } finally {
    await store.close();
  }
}

/** Call when every process has ended and every job should have. */
export async function expectInvariantsOf(home: AssayHome, submitted: readonly string[]): Promise<Verdict> {
  const verdict = await withStore(home, (store) => checkInvariants(store, submitted));
  expect(verdict.violations).toEqual([]);
  return verdict;
}
