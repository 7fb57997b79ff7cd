/** Every error of the API, one row each: its status, its title, and when it is sent. */
import type { ImportResult } from './schemas/import-result.ts';

export interface ErrorRow {
  readonly status: number;
  readonly title: string;
  /** When a caller meets it, and what to do; shown in the reference. */
  readonly when: string;
}

export const ERRORS = {
  duplicate_natural_key: {
    status: 400,
    title: 'Duplicate natural key',
    when: 'Definitions of an imported document are the same test: generated ones of one type, table and column, or ones made by hand with one `external_id`. There is one entry for each repetition, with its `path`.',
  },
  strict_validation_failed: {
    status: 400,
    title: 'Strict validation failed',
    when: 'A strict import would skip definitions, so that nothing was imported. `import_result` beside `errors` says which and why.',
  },
  malformed_http: {
    status: 400,
    title: 'Malformed HTTP',
    when: 'What was sent is no HTTP/1.1 request: no operation was found for it, and the connection is closed.',
  },
  unauthenticated: {
    status: 401,
    title: 'Not authenticated',
    when: 'The request has no bearer token, or the token is unknown, revoked or expired. The answer never says which.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    when: 'There is nothing under this address, or the token may not see it. Both cases get the same answer.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    when: 'The address exists but not with this method; the `Allow` header lists the methods it has.',
  },
  request_timeout: {
    status: 408,
    title: 'Request timeout',
    when: 'The request did not arrive in time, and the connection is closed: headers have 15 s, the whole request has a minute.',
  },
  invalid_status_transition: {
    status: 409,
    title: 'Invalid status transition',
    when: 'A job that has ended was asked to cancel. The detail names its status.',
  },
  already_exists: {
    status: 409,
    title: 'Already exists',
    when: 'Something with this name or code exists in the same place. Choose another, or change the existing one.',
  },
  in_use: {
    status: 409,
    title: 'In use',
    when: 'What should be deleted is still needed by something else, which the detail names.',
  },
  target_busy: {
    status: 409,
    title: 'Target busy',
    when: 'A submission with `dedupe=reject` met a job of its target that has not ended; `job_id` names it. Wait for it, cancel it, or submit with another `dedupe`.',
  },
  run_not_completed: {
    status: 409,
    title: 'Run not completed',
    when: 'What was asked for needs a run with all its results: this one is still running, failed or was canceled, or none has completed yet. The detail says which.',
  },
  delivery_not_replayable: {
    status: 409,
    title: 'Delivery not replayable',
    when: 'A delivery was to be sent again that is still on its way, or whose notification is switched off. The detail says which.',
  },
  payload_too_large: {
    status: 413,
    title: 'Payload too large',
    when: 'The request body is larger than the server accepts; the detail gives the limit.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    when: 'The request body is in a notation that the operation does not read. Send JSON with `Content-Type: application/json`; operations that read YAML as well say so.',
  },
  invalid_request: {
    status: 422,
    title: 'Invalid request',
    when: 'Part of the request is malformed or breaks a rule. There is one entry for each mistake, with its `path`.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency key reused',
    when: 'This `Idempotency-Key` was used before for a different request. Use a new key.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    when: 'The caller sends faster than the server allows. Wait as long as `Retry-After` says.',
  },
  headers_too_large: {
    status: 431,
    title: 'Request header fields too large',
    when: 'The address and the headers of the request are larger than 16 KiB together; the connection is closed.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    when: 'Something went wrong on our side. The `request_id` leads to it in the log of the server.',
  },
  target_error: {
    status: 502,
    title: 'Target error',
    when: 'The connected database or folder could not answer: out of reach, refused the login, timed out, or rejected a statement. The detail says what to do.',
  },
  service_unavailable: {
    status: 503,
    title: 'Service unavailable',
    when: 'The server is starting, stopping, or cannot reach its own store. Try again after `Retry-After`.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];

/** One thing that went wrong. */
export interface ErrorEntry {
  readonly code: ErrorCode;
  /** A sentence for a person: what is wrong and what to do. Never a secret, never a stack trace. */
  readonly detail: string;
  /** Where in the request: `body.config.host`, `query.limit`, `path.job_id`, `headers.idempotency-key`. */
  readonly path?: string | undefined;
  /** What kind of trouble the target had; only for `target_error`. */
  readonly reason?: string | undefined;
  /** The job in the way; only for `target_busy`. */
  readonly job_id?: string | undefined;
  /** Only for `internal`. */
  readonly request_id?: string | undefined;
}

/** What some errors carry beside their entries. */
export interface ErrorAttachments {
  /** Only for `strict_validation_failed`: what the import would have done. */
  readonly import_result?: ImportResult;
}

export interface ErrorBody extends ErrorAttachments {
  readonly errors: readonly ErrorEntry[];
  /** The same again, for clients that look for it there. */
  readonly detail: ErrorAttachments & { readonly errors: readonly ErrorEntry[] };
}

/** The body of every 4xx and 5xx answer. `entries` must hold at least one. */
export function errorBody(entries: readonly ErrorEntry[], attachments: ErrorAttachments = {}): ErrorBody {
  if (entries.length === 0) throw new RangeError('An error body needs at least one entry.');
  return { errors: entries, ...attachments, detail: { errors: entries, ...attachments } };
}

/** The one body of every 404, byte for byte alike, so that it cannot tell missing from forbidden. */
export const NOT_FOUND_BODY: ErrorBody = errorBody([{ code: 'not_found', detail: 'Not found' }]);

/** What a body that is not JSON gets. */
export const MALFORMED_JSON: ErrorEntry = {
  code: 'invalid_request',
  path: 'body',
  detail: 'The request body is not valid JSON.',
};

/** The HTTP status of an answer with these entries: that of the first. */
export function statusOf(entries: readonly ErrorEntry[]): number {
  return ERRORS[entries[0]?.code ?? 'internal'].status;
}
