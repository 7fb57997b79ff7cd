/** Whatever was thrown, as a problem to answer with: by class or code, never by message. */
import { type ErrorEntry, MALFORMED_JSON } from '@assay/contract';
import { StoreRestartedError, StoreTimeoutError, StoreUnavailableError } from '../store/store-error.ts';
import { ApiProblem, problem, unavailable } from './api-problem.ts';
import { BODY_LIMIT_MIB } from './body-parsers.ts';
import { AnswerMismatchError } from './mount-operations.ts';

const STORE_RETRY_SECONDS = 5;

/** Errors of the HTTP framework, https://fastify.dev/docs/latest/Reference/Errors/ */
const FRAMEWORK_ERRORS: Readonly<Record<string, ErrorEntry>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: MALFORMED_JSON,
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'invalid_request', path: 'body', detail: 'The body is empty.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid_request',
    path: 'body',
    detail: 'The body is shorter or longer than Content-Length says.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'payload_too_large',
    detail: `The body is larger than ${BODY_LIMIT_MIB} MiB.`,
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported_media_type',
    detail: 'The body must be JSON, sent with Content-Type: application/json.',
  },
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: {
    code: 'unsupported_media_type',
    detail: 'A request with this method needs a Content-Type.',
  },
  FST_ERR_BAD_URL: { code: 'invalid_request', path: 'path', detail: 'The address is not well-formed.' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'not_found', detail: 'Not found' },
};

/** Null for what nobody foresaw: that is ours to read in the log, and `internal` for the caller. */
export type ErrorTranslator = (error: unknown) => ApiProblem | null;

/** `translate` is asked first: it knows the errors of other rooms. */
export function problemOfError(error: unknown, translate: ErrorTranslator): ApiProblem | null {
  if (error instanceof ApiProblem) return error;
  const translated = translate(error);
  if (translated !== null) return translated;
  if (
    error instanceof StoreUnavailableError ||
    error instanceof StoreTimeoutError ||
    error instanceof StoreRestartedError
  ) {
    return unavailable('The server cannot reach its store right now.', STORE_RETRY_SECONDS, error);
  }
  // Only where answers are checked: in tests, whose readers want to know.
  if (error instanceof AnswerMismatchError) return problem('internal', error.message, error);
  const { code, statusCode = 0 } = (error ?? {}) as { code?: unknown; statusCode?: number };
  if (typeof code !== 'string' || !code.startsWith('FST_')) return null;
  const row = FRAMEWORK_ERRORS[code];
  if (row !== undefined) return new ApiProblem([row], { cause: error });
  // What a later version of the framework refuses is a mistake of the caller too, as long as it says so.
  const isOfCaller = statusCode >= 400 && statusCode < 500;
  return isOfCaller ? problem('malformed_http', 'The request cannot be read.', error) : null;
}
