/** Ways in which a call can fail. */
import type { ImportResult } from '../schemas/import-result.ts';

/** One thing that the server found wrong; codes are those of errors.ts, or newer ones. */
export interface ApiErrorEntry {
  readonly code: string;
  readonly detail: string;
  readonly path?: string;
  /** The job in the way; only for `target_busy`. */
  readonly job_id?: string;
}

/** The server answered with an error. */
export class ApiError extends Error {
  readonly status: number;
  /** Empty when the answer did not come from Assay (a proxy in between, say). */
  readonly errors: readonly ApiErrorEntry[];
  /** Leads to the entry in the log of the server. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /** What a strict import would have done; null for all other errors. */
  readonly importResult: ImportResult | null;

  constructor(answer: {
    status: number;
    errors: readonly ApiErrorEntry[];
    requestId: string | null;
    retryAfterSeconds: number | null;
    importResult: ImportResult | null;
  }) {
    const details = answer.errors.map(({ detail }) => detail).join(' ');
    super(details === '' ? `The server answered with status ${answer.status}.` : details);
    this.name = 'ApiError';
    this.status = answer.status;
    this.errors = answer.errors;
    this.requestId = answer.requestId;
    this.retryAfterSeconds = answer.retryAfterSeconds;
    this.importResult = answer.importResult;
  }

  /** Whether any of the errors has this code. */
  has(code: string): boolean {
    return this.errors.some((entry) => entry.code === code);
  }
}

/** No answer came: wrong address, server down, network gone. */
export class ServerUnreachableError extends Error {
  constructor(url: string, cause: unknown) {
    super(`No answer from ${url}. Check the address, and that the server is running.`, { cause });
    this.name = 'ServerUnreachableError';
  }
}

interface WireError {
  readonly errors?: readonly (ApiErrorEntry & { readonly request_id?: string })[];
  readonly import_result?: ImportResult;
}

const wireError = (body: unknown): WireError =>
  typeof body === 'object' && body !== null ? (body as WireError) : {};

/** Reads an error answer; `body` is its parsed JSON, or undefined when it is none. */
export function apiErrorOf(response: Response, body: unknown): ApiError {
  const wire = wireError(body);
  const errors = Array.isArray(wire.errors) ? (wire.errors as NonNullable<WireError['errors']>) : [];
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return new ApiError({
    status: response.status,
    errors,
    requestId: errors.find((entry) => entry.request_id)?.request_id ?? response.headers.get('x-request-id'),
    retryAfterSeconds: Number.isNaN(seconds) ? null : seconds,
    importResult: wire.import_result ?? null,
  });
}
