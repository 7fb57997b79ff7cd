/** Tells a person why the command failed: known failures in their own words, unknown ones with where to look. */
import { ApiError, JobWaitTimeoutError, ServerUnreachableError } from '@assay/contract';
import { TargetError } from '@assay/engine';
import { ConfigError, ListenError, SecretKeyError, StoreUnavailableError } from '@assay/server';
import { DemoJobError } from './demo/demo-road.ts';
import { UsageError } from './usage-error.ts';

/** Exit codes: 2 = called wrongly, 1 = could not be done; commands that end with a verdict have their own. */
export function reportFailure(error: unknown, exitCode = exitCodeOf(error)): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = exitCode;
}

const exitCodeOf = (error: unknown): number =>
  error instanceof UsageError || error instanceof ConfigError ? 2 : 1;

const KNOWN_FAILURES = [
  ApiError,
  ConfigError,
  DemoJobError,
  JobWaitTimeoutError,
  ListenError,
  SecretKeyError,
  ServerUnreachableError,
  StoreUnavailableError,
  TargetError,
  UsageError,
];

function messageOf(error: unknown): string {
  if (KNOWN_FAILURES.some((known) => error instanceof known)) return (error as Error).message;
  if (process.env.ASSAY_LOG_LEVEL === 'debug' && error instanceof Error) return error.stack ?? error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `Unexpected failure: ${text}\nRun again with ASSAY_LOG_LEVEL=debug to see where it came from.`;
}
