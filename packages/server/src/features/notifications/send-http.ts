/** One attempt at a webhook, or at Slack or Teams. */

import {
  type OutboundPolicy,
  OutboundRefusedError,
  type ResolveHost,
} from '../../outbound/outbound-policy.ts';
import { NoAnswerError, type PostAnswer, post } from '../../outbound/post.ts';
import { storableText } from '../../store/storable-text.ts';
import { type AttemptResult, failedAttempt } from './attempt-result.ts';
import { readRetryAfter } from './retry-schedule.ts';

export interface HttpMessage {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpCourier {
  readonly policy: OutboundPolicy;
  /** `assay/1.2.3` */
  readonly userAgent: string;
  readonly resolve?: ResolveHost | undefined;
}

const HTTP_TIMEOUT_MS = 10_000;

/** Never throws for what the receiver did; throws the reason of `signal`. */
export async function sendHttp(
  { url, headers, body }: HttpMessage,
  { policy, userAgent, resolve }: HttpCourier,
  signal: AbortSignal | undefined,
): Promise<AttemptResult> {
  const allHeaders = { 'content-type': 'application/json', 'user-agent': userAgent, ...headers };
  const options = { headers: allHeaders, body, policy, timeoutMs: HTTP_TIMEOUT_MS, signal, resolve };
  try {
    return resultOf(await post(url, options));
  } catch (error) {
    if (error instanceof NoAnswerError || error instanceof OutboundRefusedError) {
      return failedAttempt(error.message);
    }
    throw error;
  }
}

/** Statuses with which `Retry-After` says when to come again; with a redirect it says something else. */
const PATIENCE_STATUSES: readonly number[] = [429, 503];

function resultOf({ status, retryAfter, text }: PostAnswer): AttemptResult {
  const delivered = status >= 200 && status < 300;
  return {
    statusCode: status,
    response: storableText(text),
    error: delivered ? null : errorOf(status),
    retryAfterMs: PATIENCE_STATUSES.includes(status) ? readRetryAfter(retryAfter, new Date()) : null,
    gone: status === 410,
  };
}

function errorOf(status: number): string {
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status}, a redirect; those are not followed. Enter the final address.`;
  }
  return `The receiver answered ${status}.`;
}
