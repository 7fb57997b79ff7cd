/** Why a job failed, in words for the person who reads `error_message`. */
import { TargetError } from '@assay/engine';
import { SecretOpenError } from '../secrets/secret-box.ts';

export class JobFailedError extends Error {
  override readonly name = 'JobFailedError';
  /** Becomes the job's `error_message`: names the place and the remedy, holds no secret. */
  readonly userMessage: string;
  /** Whether another attempt may succeed with nobody changing anything. */
  readonly transient: boolean;
  constructor(userMessage: string, options: { readonly transient?: boolean; readonly cause?: unknown } = {}) {
    super(userMessage, { cause: options.cause });
    this.userMessage = userMessage;
    this.transient = options.transient ?? false;
  }
}

/** Errors of the target and of credentials become a failure that says so; others pass as they are. */
export function jobErrorOf(error: unknown): unknown {
  if (error instanceof TargetError) {
    return new JobFailedError(error.message, { transient: error.transient, cause: error });
  }
  if (error instanceof SecretOpenError) return new JobFailedError(error.userMessage, { cause: error });
  return error;
}
