/** A run that ended may have failed its gate: that is an event of its own. */
import type { StoreTransaction } from '../../store/store.ts';
import { findGate } from '../gates/gates.store.ts';
import { runOutcome } from '../gates/run-outcome.ts';
import type { RunEventData } from './event-data.ts';
import { addEvent } from './event-outbox.store.ts';

/** Kinds of jobs that gates judge. */
const JUDGED: readonly string[] = ['run-tests', 'run-profile'];

/**
 * Adds `gate.failed` when the data break the policy of the gate of what ran; what could not be told (outcome `error`) is
 * no verdict on them. Runs without a gate of their own are judged by defaults that nobody has chosen, and make no event.
 */
export async function tellGate(tx: StoreTransaction, projectId: string, run: RunEventData): Promise<void> {
  if (!JUDGED.includes(run.job.job_key)) return;
  const verdict = await runOutcome(tx.db, run.job.id);
  if (verdict?.outcome !== 'failed' || verdict.gate_id === null) return;
  const gate = await findGate(tx.db, verdict.gate_id);
  if (gate === undefined) return;
  await addEvent(tx, {
    type: 'gate.failed',
    projectId,
    gate: gate.name,
    reasons: verdict.reasons.map(({ says }) => says),
    jobId: run.job.id,
    tableGroupId: run.table_group?.id ?? null,
    testSuiteId: run.test_suite?.id ?? null,
  });
}
