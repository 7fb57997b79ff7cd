/** A server for benchmarks that speak HTTP, in this process, and the little data that they submit jobs on. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type ServerConfig } from '@assay/server';
import type { Api } from './api.ts';

export const ADMIN_TOKEN = 'assay_bench_token_of_an_admin';

export interface ServedStore {
  readonly home: string;
  /** Null: the embedded store in `home`. */
  readonly databaseUrl: string | null;
  readonly workerSlots: number;
}

export function servedConfig({ home, databaseUrl, workerSlots }: ServedStore): ServerConfig {
  return {
    ...readConfig({ ASSAY_HOME: home, ASSAY_PORT: '0' }),
    ...{
      databaseUrl,
      workerSlots,
      logLevel: 'error' as const,
      bootstrapToken: ADMIN_TOKEN,
      fileRoots: [home],
    },
    secretKey: Buffer.alloc(32, 7).toString('base64'),
  };
}

/** Makes one small file in `home`, and a table group over it; gives the id of the group. */
export async function givenFiles(api: Api, home: string): Promise<string> {
  const path = join(home, 'tables');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'orders.csv'), 'id\n1\n');
  return givenGroup(api, { name: 'tables', schema: 'main', type: 'files', config: { path } });
}

export interface GivenConnection {
  /** Of connection, table group and, in capitals, project: unique. */
  readonly name: string;
  readonly schema: string;
  readonly type: 'files' | 'postgresql';
  readonly config: object;
}

/** A project with a connection and a table group over a schema of it; gives the id of the group. */
export async function givenGroup(api: Api, { name, schema, type, config }: GivenConnection): Promise<string> {
  const project = `bench_${name}`;
  await api.post('/projects', { project_code: project, name });
  const connection = await api.post(`/projects/${project}/connections`, { name, type, config });
  const body = { name, connection_id: connection.id, schema };
  return String((await api.post(`/projects/${project}/table-groups`, body)).id);
}
