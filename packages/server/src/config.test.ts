import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const mistakesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment, '/srv');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
};

describe('the settings of the server', () => {
  it('need no variable at all', () => {
    expect(readConfig({}, '/srv')).toMatchObject({
      home: '/srv/.assay',
      databaseUrl: null,
      host: '127.0.0.1',
      port: 4080,
      drainMs: 0,
      requestsPerSecond: 200,
      wrongTokensPerMinute: 60,
      heldRequests: 2_000,
      metricsHost: '127.0.0.1',
      metricsPort: null,
      bootstrapToken: null,
      secretKey: null,
      fileRoots: ['/srv'],
      workerSlots: 2,
      logLevel: 'info',
      memoryLimitBytes: 2 * 2 ** 30,
      statementTimeoutMs: 900_000,
      jobTimeoutMs: 21_600_000,
      publicUrl: null,
      allowedWebhookHosts: [],
      smtp: null,
    });
  });

  it('read every variable, relative paths from the given directory', () => {
    const config = readConfig(
      {
        ASSAY_HOME: 'data',
        ASSAY_DATABASE_URL: 'postgres://u:p@db:5433/assay',
        ASSAY_DATABASE_CONNECTIONS: '20',
        ASSAY_HOST: '0.0.0.0',
        ASSAY_PORT: '0',
        ASSAY_DRAIN_SECONDS: '15',
        ASSAY_REQUESTS_PER_SECOND: '50',
        ASSAY_WRONG_TOKENS_PER_MINUTE: '0',
        ASSAY_HELD_REQUESTS: '100',
        ASSAY_METRICS_HOST: '0.0.0.0',
        ASSAY_METRICS_PORT: '9464',
        ASSAY_BOOTSTRAP_TOKEN: 'a-long-enough-token',
        ASSAY_SECRET_KEY: 'key',
        ASSAY_FILE_ROOTS: 'files:/mnt/lake',
        ASSAY_WORKER_SLOTS: '8',
        ASSAY_LOG_LEVEL: 'debug',
        ASSAY_MEMORY_LIMIT: '512mb',
        ASSAY_STATEMENT_TIMEOUT: '60',
        ASSAY_JOB_TIMEOUT: '7200',
        ASSAY_PUBLIC_URL: 'https://assay.example.org/',
        ASSAY_ALLOW_PRIVATE_WEBHOOKS: 'Hooks.internal, 10.1.2.3,[::1]',
        ASSAY_SMTP_URL: 'smtp://u:p@mail.example.org:587',
        ASSAY_SMTP_FROM: 'Assay <assay@example.org>',
      },
      '/srv',
    );
    expect(config).toMatchObject({
      home: resolve('/srv/data'),
      databaseUrl: 'postgres://u:p@db:5433/assay',
      databaseConnections: 20,
      port: 0,
      drainMs: 15_000,
      requestsPerSecond: 50,
      wrongTokensPerMinute: 0,
      heldRequests: 100,
      metricsHost: '0.0.0.0',
      metricsPort: 9464,
      fileRoots: ['/srv/files', '/mnt/lake'],
      workerSlots: 8,
      logLevel: 'debug',
      memoryLimitBytes: 512 * 2 ** 20,
      statementTimeoutMs: 60_000,
      jobTimeoutMs: 7_200_000,
      publicUrl: 'https://assay.example.org',
      allowedWebhookHosts: ['hooks.internal', '10.1.2.3', '::1'],
      smtp: { url: 'smtp://u:p@mail.example.org:587', from: 'Assay <assay@example.org>' },
    });
  });

  it('name every mistake at once, each with its variable', () => {
    const mistakes = mistakesOf({
      ASSAY_PORT: '65536',
      ASSAY_DATABASE_URL: 'mysql://db/assay',
      ASSAY_BOOTSTRAP_TOKEN: 'two words',
      ASSAY_WORKER_SLOTS: '1.5',
      ASSAY_MEMORY_LIMIT: '3 bananas',
      ASSAY_LOG_LEVEL: 'loud',
    });
    expect(mistakes.map((line) => line.split(' ')[0]).sort()).toEqual([
      'ASSAY_BOOTSTRAP_TOKEN',
      'ASSAY_DATABASE_URL',
      'ASSAY_LOG_LEVEL',
      'ASSAY_MEMORY_LIMIT',
      'ASSAY_PORT',
      'ASSAY_WORKER_SLOTS',
    ]);
  });

  it('never repeat a value, which may be a secret', () => {
    expect(mistakesOf({ ASSAY_DATABASE_URL: 'hunter2' }).join()).not.toContain('hunter2');
    expect(mistakesOf({ ASSAY_BOOTSTRAP_TOKEN: 'hunter2 hunter2' }).join()).not.toContain('hunter2');
  });

  it('refuse a misspelt variable, because it would silently do nothing', () => {
    expect(mistakesOf({ ASSAY_DATABSE_URL: 'postgres://db/assay' })).toEqual([
      expect.stringMatching(/^ASSAY_DATABSE_URL is no setting/),
    ]);
  });

  it('take an empty variable for an unset one', () => {
    expect(readConfig({ ASSAY_DATABASE_URL: '', ASSAY_PORT: ' ' }, '/srv')).toMatchObject({
      databaseUrl: null,
      port: 4080,
    });
  });
});
