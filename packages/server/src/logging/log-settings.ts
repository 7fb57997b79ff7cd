/** What every log of ours has in common. */
import type { LoggerOptions } from 'pino';
import { errorInLog } from './error-in-log.ts';

/** Never in the log, wherever an object that is logged may hold them. */
const REDACTED = [
  'req.headers.authorization',
  'headers.authorization',
  ...['authorization', 'password', 'secret', 'secrets', 'token', 'token_hash'].flatMap((name) => [
    name,
    `*.${name}`,
  ]),
];

export const logSettings = (level: string) =>
  ({
    level,
    redact: { paths: REDACTED, censor: '[hidden]' },
    serializers: { err: (error: unknown) => errorInLog(error) },
  }) satisfies LoggerOptions;
