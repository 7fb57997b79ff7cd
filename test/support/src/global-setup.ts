/** Once per test run: starts PostgreSQL when it is installed and hands its URL to every test file. */
import type { TestProject } from 'vitest/node';
import { findPostgresBinaries, startPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null when PostgreSQL is not installed: those tests are then reported as skipped. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const binaries = findPostgresBinaries();
  if (binaries === null) {
    console.warn(
      'PostgreSQL is not installed: the tests that need it are reported as skipped (see CONTRIBUTING.md).',
    );
    project.provide('postgresUrl', null);
    return undefined;
  }
  const server = await startPostgresServer(binaries);
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}
