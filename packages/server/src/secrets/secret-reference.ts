/** Secrets by reference: the store holds where the value is, not the value. */
import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { SecretOpenError } from './secret-box.ts';

const ENVIRONMENT = 'env:';
const FILE = 'file:';
const MAX_FILE_BYTES = 64 * 1024;
/** Our own settings hold keys that a connection must not carry to a server of somebody's choice. */
const OWN_VARIABLES = /^ASSAY_/i;

/**
 * The secret that a stored value stands for: the variable of `env:NAME`, the text of `file:/absolute/path`
 * without its final line break, or the value itself. Read at every use, so that rotated files take effect.
 * Throws SecretOpenError that names the reference.
 */
export function resolveSecret(
  value: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (value.startsWith(ENVIRONMENT)) return fromEnvironment(value.slice(ENVIRONMENT.length), environment);
  if (value.startsWith(FILE)) return fromFile(value.slice(FILE.length));
  return value;
}

function fromEnvironment(name: string, environment: Readonly<Record<string, string | undefined>>): string {
  if (OWN_VARIABLES.test(name)) {
    throw new SecretOpenError(`A connection may not read ${name}: variables of Assay itself are off limits.`);
  }
  const value = environment[name];
  if (value === undefined) {
    throw new SecretOpenError(`The environment variable ${name} is not set where this worker runs.`);
  }
  return value;
}

function fromFile(path: string): string {
  if (!isAbsolute(path)) throw new SecretOpenError(`The secret file ${path} must be an absolute path.`);
  try {
    if (statSync(path).size <= MAX_FILE_BYTES) return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new SecretOpenError(`The secret file ${path} cannot be read where this worker runs.`, { cause });
  }
  throw new SecretOpenError(
    `The secret file ${path} is larger than ${MAX_FILE_BYTES} bytes: is it the right one?`,
  );
}
