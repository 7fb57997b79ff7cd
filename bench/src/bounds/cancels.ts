/** How soon a run is canceled whose query would take a minute or longer in its target. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';

interface Wire {
  readonly status: string;
  readonly steps?: readonly { readonly key: string; readonly status: string }[];
}

/** Milliseconds from each cancel request to the answer to a waiter that the run is canceled. */
export async function measureCancels(
  api: Api,
  tableGroupId: string,
  slow: { readonly table: string; readonly query: string },
  samples: number,
): Promise<readonly number[]> {
  const suite = await api.post(`/table-groups/${tableGroupId}/test-suites`, { name: 'slow' });
  const test = { test_type: 'CUSTOM', table_name: slow.table, custom_query: slow.query };
  await api.post(`/test-suites/${suite.id}/test-definitions`, test);
  const figures: number[] = [];
  for (let n = 0; n < samples; n++) {
    const { id } = await api.post(`/test-suites/${suite.id}/test-runs`);
    await untilAtWork(api, String(id));
    const asked = performance.now();
    await api.post(`/jobs/${id}/cancel`);
    const job = await read(api, `/jobs/${id}?wait=60`);
    figures.push(performance.now() - asked);
    if (job.status !== 'canceled') throw new Error(`the run ended as ${job.status}`);
  }
  return figures;
}

/** Its statement has been sent a moment after its step began. */
async function untilAtWork(api: Api, jobId: string): Promise<void> {
  const STATEMENT_SENT_MS = 300;
  for (;;) {
    const { status, steps = [] } = await read(api, `/jobs/${jobId}/progress`);
    if (steps.some((step) => step.key === 'tests' && step.status === 'running')) break;
    if (['completed', 'error', 'canceled'].includes(status)) throw new Error(`the run ended as ${status}`);
    await sleep(20);
  }
  await sleep(STATEMENT_SENT_MS);
}

async function read(api: Api, path: string): Promise<Wire> {
  const response = await api.get(path, new AbortController().signal);
  return (await response.json()) as Wire;
}
