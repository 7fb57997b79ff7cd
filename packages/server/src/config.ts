/** The server's settings. The only place that reads the environment. */
import { delimiter, resolve } from 'node:path';
import { z } from 'zod';

export interface ServerConfig {
  /** Absolute path: embedded store, spill files, local secret key. */
  readonly home: string;
  /** PostgreSQL store; null = embedded in `home`. */
  readonly databaseUrl: string | null;
  /** Sessions of a PostgreSQL store at a time. */
  readonly databaseConnections: number;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** Null = made and shown at first start. */
  readonly bootstrapToken: string | null;
  /** How long a server that stops says `not ready` and goes on serving, until it is sent no more requests. */
  readonly drainMs: number;
  /** Of one token, on average; 0 = no limit. */
  readonly requestsPerSecond: number;
  /** From one address; 0 = no limit. */
  readonly wrongTokensPerMinute: number;
  /** Requests of one token that wait or stream at a time; 0 = no limit. */
  readonly heldRequests: number;
  readonly metricsHost: string;
  /** Metrics and probes without a token; 0 = any free port, null = none. */
  readonly metricsPort: number | null;
  /** As given: one key, or several separated by commas of which the first seals; null = kept in `home`. */
  readonly secretKey: string | null;
  /** Absolute paths that file connections may read. */
  readonly fileRoots: readonly string[];
  /** Jobs that this process runs at a time; 0 = none. */
  readonly workerSlots: number;
  /** Runs at work at once, over all processes of the store; null = as many as they have slots. */
  readonly maxConcurrentRuns: number | null;
  /** The same on one connection that has no number of its own. */
  readonly maxRunsPerConnection: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Memory of one profiling or test run's in-process database, in bytes. */
  readonly memoryLimitBytes: number;
  /** A statement on a user's database is stopped after this. */
  readonly statementTimeoutMs: number;
  /** An attempt at a job is stopped after this, and the job fails. */
  readonly jobTimeoutMs: number;
  /** Where people reach this server, without a slash at the end; null = unknown, links stay relative. */
  readonly publicUrl: string | null;
  /** Hosts that notifications may be sent to at private addresses and by http. */
  readonly allowedWebhookHosts: 'all' | readonly string[];
  /** Null = no e-mail is sent. */
  readonly smtp: SmtpSettings | null;
  /** What `env:NAME` references of stored credentials may read. */
  readonly secretEnvironment: Readonly<Record<string, string | undefined>>;
  /** Answers that break their own schema become errors; for tests. */
  readonly validateResponses: boolean;
}

export interface SmtpSettings {
  /** `smtp://` (with STARTTLS) or `smtps://`, with user and password; a secret. */
  readonly url: string;
  /** `Assay <assay@example.org>` or the address alone. */
  readonly from: string;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every mistake in the environment at once. `mistakes` are lines for a person: the variable, what is wrong, what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(
      `The server's settings hold ${mistakes.length === 1 ? 'a mistake' : 'mistakes'}:\n${mistakes.map((line) => `  ${line}`).join('\n')}`,
    );
    this.mistakes = mistakes;
  }
}

const SECONDS_PER_DAY = 86_400;
const BYTES_PER_UNIT = { MB: 2 ** 20, GB: 2 ** 30 } as const;

const wholeNumber = (from: number, to: number) => {
  const message = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((n) => n >= from && n <= to, message);
};

const memorySize = z
  .string()
  .regex(/^\d+ ?(MB|GB)$/i, 'must be a size such as 512MB or 4GB')
  .transform((text) => {
    const unit = text.slice(-2).toUpperCase() as keyof typeof BYTES_PER_UNIT;
    return Number.parseInt(text, 10) * BYTES_PER_UNIT[unit];
  })
  .refine((bytes) => bytes >= 64 * BYTES_PER_UNIT.MB, 'must be 64MB or more');

const isPostgresUrl = (text: string) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);

const isUrlOf = (protocols: RegExp) => (text: string) =>
  URL.canParse(text) && protocols.test(new URL(text).protocol) && new URL(text).hostname !== '';

/** Names and addresses as URLs spell them: lower case, IPv6 without brackets. */
const hostList = z
  .string()
  .transform((text) =>
    text.split(',').map((host) =>
      host
        .trim()
        .toLowerCase()
        .replace(/^\[|\]$/g, ''),
    ),
  )
  .refine(
    (hosts) => hosts.every((host) => /^[a-z0-9.:_-]+$/.test(host)),
    'must be `all`, or host names separated by commas, without ports',
  )
  .transform((hosts) => (hosts.includes('all') ? ('all' as const) : hosts));

/** One row per variable: how it is read, and its default. An empty variable counts as unset. */
const environmentSchema = z.object({
  ASSAY_HOME: z.string().default('./.assay'),
  ASSAY_DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must look like postgresql://user:password@host:5432/database')
    .nullable()
    .default(null),
  ASSAY_DATABASE_CONNECTIONS: wholeNumber(2, 200).default(10),
  ASSAY_HOST: z.string().default('127.0.0.1'),
  ASSAY_PORT: wholeNumber(0, 65_535).default(4080),
  ASSAY_DRAIN_SECONDS: wholeNumber(0, 300).default(0),
  ASSAY_REQUESTS_PER_SECOND: wholeNumber(0, 100_000).default(200),
  ASSAY_WRONG_TOKENS_PER_MINUTE: wholeNumber(0, 100_000).default(60),
  ASSAY_HELD_REQUESTS: wholeNumber(0, 100_000).default(2_000),
  ASSAY_METRICS_HOST: z.string().default('127.0.0.1'),
  ASSAY_METRICS_PORT: wholeNumber(0, 65_535).nullable().default(null),
  ASSAY_BOOTSTRAP_TOKEN: z
    .string()
    // What a bearer token may consist of, RFC 6750; how long it should be is the operator's choice.
    .regex(
      /^[\w~+/.=-]+$/,
      'must be made of letters, digits and ~ + / . = - _ only; unset it to have one made',
    )
    .nullable()
    .default(null),
  ASSAY_SECRET_KEY: z.string().nullable().default(null),
  ASSAY_FILE_ROOTS: z.string().default('.'),
  ASSAY_WORKER_SLOTS: wholeNumber(0, 64).default(2),
  ASSAY_MAX_CONCURRENT_RUNS: wholeNumber(1, 1000).nullable().default(null),
  ASSAY_MAX_RUNS_PER_CONNECTION: wholeNumber(1, 1000).default(2),
  ASSAY_LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
  ASSAY_MEMORY_LIMIT: memorySize.default(2 * BYTES_PER_UNIT.GB),
  ASSAY_STATEMENT_TIMEOUT: wholeNumber(1, SECONDS_PER_DAY).default(900),
  ASSAY_JOB_TIMEOUT: wholeNumber(1, 14 * SECONDS_PER_DAY).default(6 * 3_600),
  ASSAY_PUBLIC_URL: z
    .string()
    .refine(isUrlOf(/^https?:$/), 'must look like https://assay.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  ASSAY_ALLOW_PRIVATE_WEBHOOKS: hostList.default([]),
  ASSAY_SMTP_URL: z
    .string()
    .refine(isUrlOf(/^smtps?:$/), 'must look like smtp://user:password@mail.example.org:587')
    .nullable()
    .default(null),
  ASSAY_SMTP_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must look like Assay <assay@example.org>')
    .nullable()
    .default(null),
});

/** Reads the settings; relative paths count from `directory`. Throws ConfigError. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  directory: string = process.cwd(),
): ServerConfig {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  const mistakes = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  mistakes.push(...unknownVariables(given), ...halfSettings(given));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const values = parsed.data;
  return {
    home: resolve(directory, values.ASSAY_HOME),
    databaseUrl: values.ASSAY_DATABASE_URL,
    databaseConnections: values.ASSAY_DATABASE_CONNECTIONS,
    host: values.ASSAY_HOST,
    port: values.ASSAY_PORT,
    drainMs: values.ASSAY_DRAIN_SECONDS * 1000,
    requestsPerSecond: values.ASSAY_REQUESTS_PER_SECOND,
    wrongTokensPerMinute: values.ASSAY_WRONG_TOKENS_PER_MINUTE,
    heldRequests: values.ASSAY_HELD_REQUESTS,
    metricsHost: values.ASSAY_METRICS_HOST,
    metricsPort: values.ASSAY_METRICS_PORT,
    bootstrapToken: values.ASSAY_BOOTSTRAP_TOKEN,
    secretKey: values.ASSAY_SECRET_KEY,
    fileRoots: values.ASSAY_FILE_ROOTS.split(delimiter)
      .filter((root) => root.trim())
      .map((root) => resolve(directory, root)),
    workerSlots: values.ASSAY_WORKER_SLOTS,
    maxConcurrentRuns: values.ASSAY_MAX_CONCURRENT_RUNS,
    maxRunsPerConnection: values.ASSAY_MAX_RUNS_PER_CONNECTION,
    logLevel: values.ASSAY_LOG_LEVEL,
    memoryLimitBytes: values.ASSAY_MEMORY_LIMIT,
    statementTimeoutMs: values.ASSAY_STATEMENT_TIMEOUT * 1000,
    jobTimeoutMs: values.ASSAY_JOB_TIMEOUT * 1000,
    publicUrl: values.ASSAY_PUBLIC_URL,
    allowedWebhookHosts: values.ASSAY_ALLOW_PRIVATE_WEBHOOKS,
    smtp:
      values.ASSAY_SMTP_URL === null || values.ASSAY_SMTP_FROM === null
        ? null
        : { url: values.ASSAY_SMTP_URL, from: values.ASSAY_SMTP_FROM },
    secretEnvironment: environment,
    validateResponses: false,
  };
}

/** Mail needs both; with one of them it would silently not be sent. */
function halfSettings({ ASSAY_SMTP_URL: url, ASSAY_SMTP_FROM: from }: Readonly<Record<string, unknown>>) {
  if ((url === undefined) === (from === undefined)) return [];
  const [set, missing] = url === undefined ? ['FROM', 'URL'] : ['URL', 'FROM'];
  return [`ASSAY_SMTP_${set} is of no use without ASSAY_SMTP_${missing}; set both or none.`];
}

/** Read by the command line, not by the server; known so that they are no mistakes. */
const CLIENT_VARIABLES = ['ASSAY_URL', 'ASSAY_TOKEN'];

/** A misspelt variable would silently do nothing. */
function unknownVariables(environment: Readonly<Record<string, unknown>>): string[] {
  const known = [...Object.keys(environmentSchema.shape), ...CLIENT_VARIABLES];
  return Object.keys(environment)
    .filter((name) => name.startsWith('ASSAY_') && !known.includes(name))
    .map((name) => `${name} is no setting of this version; known are ${known.join(', ')}.`);
}
