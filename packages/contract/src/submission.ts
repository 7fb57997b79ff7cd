/** What every route that submits a job shares: its inputs, its answer, its headers. */
import { z } from 'zod';
import { deadlineQuery } from './deadline.ts';
import type { ErrorCode } from './errors.ts';
import type { Operation, ResponseHeader } from './operation.ts';
import { submittedJob, submittedJobExample } from './schemas/job.ts';
import { integerQuery } from './schemas/query-values.ts';

export const MAX_WAIT_SECONDS = 60;

export const waitQuery = {
  wait: integerQuery({
    min: 0,
    max: MAX_WAIT_SECONDS,
    fallback: 0,
    says: 'Seconds to hold the answer until the job has ended; it comes earlier when the job does.',
  }),
};

export const preferHeader = {
  prefer: z.string().max(1000).optional().describe('`wait=SECONDS` does the same as the query parameter'),
};

/** What to do when the target of a submission has a job that has not ended. */
export const DEDUPE_POLICIES = ['queue', 'join', 'reject', 'replace'] as const;
export type DedupePolicy = (typeof DEDUPE_POLICIES)[number];

export const submissionQuery = z.object({
  ...waitQuery,
  deadline: deadlineQuery,
  dedupe: z
    .enum(DEDUPE_POLICIES)
    .default('queue')
    .describe(
      'When the target has a job that has not ended: `queue` waits behind it; `join` makes no job and answers with the one that does the same work already; `reject` answers 409 `target_busy`; `replace` asks jobs of the same kind to cancel and waits behind them. An `Idempotency-Key` that made a job answers with that job whatever stands here.',
    ),
});

export const submissionHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The same key with the same request gets the same answer again, and no second job'),
  ...preferHeader,
});

const headers: readonly ResponseHeader[] = ['Location', 'Retry-After', 'Preference-Applied'];

export const submissionSuccess = {
  status: 202,
  description:
    'The job is queued, or with `dedupe=join` it may be at work already. `Location` is the address of the job, `Retry-After` a good time to ask again.',
  schema: submittedJob,
  headers,
} as const;

/** Of every route that submits, beyond those of its inputs. */
export const submissionErrors = [
  'target_busy',
  'idempotency_key_reused',
] as const satisfies readonly ErrorCode[];

export const submissionExamples: Operation['examples'] = { response: submittedJobExample };

/**
 * The seconds that a `Prefer` header asks to wait (RFC 7240), capped at MAX_WAIT_SECONDS; null when it does not
 * ask. A malformed preference is ignored, as the RFC wants.
 */
export function preferredWait(prefer: string | undefined): number | null {
  for (const preference of prefer?.split(/[,;]/) ?? []) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MAX_WAIT_SECONDS);
  }
  return null;
}
