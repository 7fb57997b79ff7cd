/** The way to answer with an error: throw an ApiProblem, made of rows of the contract's error table. */
import type { ErrorAttachments, ErrorCode, ErrorEntry } from '@assay/contract';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** At least one; the status of the answer is that of the first. */
  readonly entries: readonly [ErrorEntry, ...ErrorEntry[]];
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: ErrorAttachments;
  constructor(
    entries: readonly [ErrorEntry, ...ErrorEntry[]],
    options: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly attachments?: ErrorAttachments;
      readonly cause?: unknown;
    } = {},
  ) {
    super(entries.map(({ code, detail }) => `${code}: ${detail}`).join('; '), { cause: options.cause });
    this.entries = entries;
    this.headers = options.headers ?? {};
    this.attachments = options.attachments ?? {};
  }
}

/** A problem with one entry. `detail` is a sentence for a person: what is wrong and what to do. */
export const problem = (code: ErrorCode, detail: string, cause?: unknown): ApiProblem =>
  new ApiProblem([{ code, detail }], { cause });

/** Missing or forbidden: the entry is the same, so that the answer cannot tell which. */
export const notFound = (): ApiProblem => problem('not_found', 'Not found');

/** One mistake in the request; `path` as in `body.config.host`. */
export const invalidRequest = (path: string, detail: string): ApiProblem =>
  new ApiProblem([{ code: 'invalid_request', path, detail }]);

/** Several mistakes at once; there must be at least one. */
export function invalidEntries(entries: readonly ErrorEntry[]): ApiProblem {
  const [first, ...others] = entries;
  if (first === undefined) throw new RangeError('An invalid request has at least one mistake.');
  return new ApiProblem([first, ...others]);
}

/** The server cannot do its work right now. */
export const unavailable = (detail: string, retryAfterSeconds: number, cause?: unknown): ApiProblem =>
  new ApiProblem([{ code: 'service_unavailable', detail }], {
    headers: { 'retry-after': String(retryAfterSeconds) },
    cause,
  });

/** The caller asks for more than its share. */
export const tooManyRequests = (detail: string, retryAfterSeconds: number): ApiProblem =>
  new ApiProblem([{ code: 'too_many_requests', detail }], {
    headers: { 'retry-after': String(retryAfterSeconds) },
  });

export const unauthenticated = (): ApiProblem =>
  new ApiProblem([{ code: 'unauthenticated', detail: 'A valid bearer token is needed.' }], {
    headers: { 'www-authenticate': 'Bearer' },
  });
