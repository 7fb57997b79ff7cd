import { jobColumns } from '../job-record.ts';
import { notifySql } from '../job-signal.ts';
import type { JobSpec } from '../job-spec.ts';
import { DEFAULT_MAX_ATTEMPTS } from '../settings.ts';
import { bindArray, CLOCK, type Statement, statement } from '../statement.ts';

/** A new pending job and the signal that wakes workers. No row: its idempotency key stands for another job. */
export function insert(id: string, spec: JobSpec): Statement {
  return statement(
    (bind) => `WITH inserted AS (
  INSERT INTO job (id, project_id, key, arguments, source, internal, priority, target_key, concurrency_keys,
    created_at, run_after, max_attempts, timeout_ms, deadline, idempotency_key, idempotency_fingerprint)
  VALUES (${bind(id, 'uuid')}, ${bind(spec.projectId ?? null, 'uuid')}, ${bind(spec.key, 'text')},
    ${bind(spec.arguments ?? {}, 'json')}, ${bind(spec.source, 'text')}, ${bind(spec.internal ?? false, 'boolean')},
    ${bind(spec.priority ?? 0, 'integer')}, ${bind(spec.targetKey ?? null, 'text')},
    ${bindArray(bind, spec.concurrencyKeys ?? [], 'text')}, ${CLOCK}, ${CLOCK} + ${bind(spec.delayMs ?? null, 'milliseconds')},
    ${bind(spec.maxAttempts ?? DEFAULT_MAX_ATTEMPTS, 'integer')}, ${bind(spec.timeoutMs ?? null, 'integer')},
    ${bind(spec.deadline?.toISOString() ?? null, 'timestamptz')},
    ${bind(spec.idempotency?.key ?? null, 'text')}, ${bind(spec.idempotency?.fingerprint ?? null, 'text')})
  ON CONFLICT (coalesce(project_id, '00000000-0000-0000-0000-000000000000'::uuid), idempotency_key)
    WHERE idempotency_key IS NOT NULL DO NOTHING
  RETURNING ${jobColumns()})
SELECT ${jobColumns('inserted')}, ${notifySql('ready', 'inserted.id')} FROM inserted`,
  );
}
