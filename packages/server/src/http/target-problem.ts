/** Errors of a user's database as answers: the detail is written for people by the engine. */
import { TargetError } from '@assay/engine';
import { SecretOpenError } from '../secrets/secret-box.ts';
import { ApiProblem } from './api-problem.ts';

/** Null for errors of other rooms. */
export function targetProblem(error: unknown): ApiProblem | null {
  if (error instanceof TargetError) {
    return new ApiProblem([{ code: 'target_error', detail: error.message, reason: error.kind }], {
      cause: error,
    });
  }
  if (error instanceof SecretOpenError) {
    return new ApiProblem([{ code: 'target_error', detail: error.userMessage, reason: 'refused' }], {
      cause: error,
    });
  }
  return null;
}
