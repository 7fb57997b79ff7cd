import { openTarget, TargetError } from '@assay/engine';
import { engineOptionsOf } from '../../engine-options-of.ts';
import { targetConfigOf } from '../../features/connections/target-sessions.ts';
import { createSecretBox, SecretOpenError } from '../../secrets/secret-box.ts';
import { loadKeyRing } from '../../secrets/secret-key.ts';
import type { Connection } from '../../store/tables/project-tables.ts';
import type { MachineWithStore } from '../check.ts';
import { type Finding, failed, ok } from '../finding.ts';

const TIMEOUT_MS = 10_000;

/** Each connection of every project, one after the other; ten seconds at most for each. */
export async function checkConnections({ config, store }: MachineWithStore): Promise<readonly Finding[]> {
  const rows = await store.db
    .selectFrom('connection')
    .innerJoin('project', 'project.id', 'connection.project_id')
    .selectAll('connection')
    .select('project.code as project_code')
    .orderBy('project.code')
    .orderBy('connection.name')
    .execute();
  if (rows.length === 0) return [{ check: 'connections', ...ok('there are none') }];
  const findings: Finding[] = [];
  for (const row of rows) {
    findings.push({ check: `connection ${row.project_code}/${row.name}`, ...(await reach(config, row)) });
  }
  return findings;
}

async function reach(config: MachineWithStore['config'], connection: Connection) {
  const remedy = 'Correct the connection, or what it leads to; it may be reached from other workers only.';
  try {
    const keys = loadKeyRing({
      ...{ configured: config.secretKey, home: config.home },
      storeIsShared: config.databaseUrl !== null,
    });
    const access = { secrets: createSecretBox(keys), environment: config.secretEnvironment };
    const target = await openTarget(targetConfigOf(access, connection), engineOptionsOf(config));
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const { serverVersion, latencyMs } = await target.ping({ signal });
      return ok(`${serverVersion}, answered in ${Math.max(1, Math.round(latencyMs))} ms`);
    } finally {
      await target.close();
    }
  } catch (error) {
    if (error instanceof TargetError) return failed(error.message, remedy);
    if (error instanceof SecretOpenError) return failed(error.userMessage, remedy);
    throw error;
  }
}
