/** What to do about a statement that took too long. */
export const MORE_TIME =
  'Give the connection more (statement_timeout_seconds), or the server (ASSAY_STATEMENT_TIMEOUT), or read less.';
