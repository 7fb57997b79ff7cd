/** What came of one attempt at a delivery. */
export interface AttemptResult {
  /** Null when there was no answer, and for e-mail. */
  readonly statusCode: number | null;
  /** The beginning of the answer. */
  readonly response: string | null;
  /** In words for users; null when it was delivered. */
  readonly error: string | null;
  /** What the receiver asked for. */
  readonly retryAfterMs: number | null;
  /** The receiver wants no more: 410. */
  readonly gone: boolean;
}

/** There was no answer to speak of. */
export const failedAttempt = (error: string): AttemptResult => ({
  statusCode: null,
  response: null,
  error,
  retryAfterMs: null,
  gone: false,
});
