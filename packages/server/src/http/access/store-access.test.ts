import { DEFAULT_PROFILE_POLICY, DEFAULT_TEST_POLICY } from '@assay/checks';
import { type ProjectResource, ROLES } from '@assay/contract';
import { submitJob, uuidV7 } from '@assay/jobs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiToken } from '../../secrets/api-token.ts';
import { json } from '../../store/json-column.ts';
import type { Store } from '../../store/store.ts';
import type { ProfilingRunSettings } from '../../store/tables/profiling-tables.ts';
import { storeForTest } from '../../store/testing/store-for-test.ts';
import type { ResourceAccess } from './access-resolver.ts';
import { readBearerToken } from './authenticator.ts';
import { ensureBootstrapToken } from './bootstrap-token.ts';
import { mayInProject, mayOnServer, type Principal } from './principal.ts';
import { createStoreAccessResolver } from './store-access-resolver.ts';
import { createTokenAuthenticator } from './token-authenticator.ts';

let store: Store;
beforeAll(async () => {
  store = await storeForTest();
});
const failOnError = (error: Error) => {
  throw error;
};

describe('the owner of a resource', () => {
  const ids = {
    ...{ project: uuidV7(), connection: uuidV7(), group: uuidV7(), suite: uuidV7(), monitor: uuidV7() },
    ...{ webhook: uuidV7(), delivery: uuidV7() },
    ...{ definition: uuidV7(), monitored: uuidV7(), issue: uuidV7(), result: uuidV7(), token: uuidV7() },
    schedule: uuidV7(),
    gate: uuidV7(),
    ...{ note: uuidV7(), monitoredNote: uuidV7() },
  };
  let jobId = '';
  let internalJobId = '';

  beforeAll(async () => {
    const { db } = store;
    const project_id = ids.project;
    await db.insertInto('project').values({ id: project_id, code: 'webshop', name: 'Webshop' }).execute();
    const connection = { id: ids.connection, project_id, name: 'c', type: 'files', config: json({}) };
    await db.insertInto('connection').values(connection).execute();
    const masks = { id_column_mask: '%_id', surrogate_key_column_mask: '%_sk' };
    const group = {
      id: ids.group,
      project_id,
      connection_id: ids.connection,
      name: 'g',
      schema_name: 'main',
    };
    await db
      .insertInto('table_group')
      .values({ ...group, ...masks })
      .execute();
    const suite = { project_id, table_group_id: ids.group };
    await db
      .insertInto('test_suite')
      .values([
        { ...suite, id: ids.suite, name: 's' },
        { ...suite, id: ids.monitor, name: 'm', is_monitor: true },
      ])
      .execute();
    const definition = (id: string, test_suite_id: string) => ({
      ...{ id, test_suite_id, external_id: uuidV7(), test_type: 'Required' },
    });
    await db
      .insertInto('test_definition')
      .values([definition(ids.definition, ids.suite), definition(ids.monitored, ids.monitor)])
      .execute();
    const now = new Date();
    const note = (id: string, test_definition_id: string) => ({
      ...{ id, test_definition_id, detail: 'd', author_name: 'a', created_at: now, updated_at: now },
    });
    await db
      .insertInto('test_note')
      .values([note(ids.note, ids.definition), note(ids.monitoredNote, ids.monitored)])
      .execute();
    const profileJob = await submitJob(store.jobs, {
      key: 'run-profile',
      source: 'api',
      projectId: project_id,
    });
    const internalJob = await submitJob(store.jobs, {
      ...{ key: 'upkeep', source: 'system', projectId: project_id, internal: true },
    });
    if (!('job' in profileJob) || !('job' in internalJob)) throw new Error('the jobs were not submitted');
    jobId = profileJob.job.id;
    internalJobId = internalJob.job.id;
    const settings = json<ProfilingRunSettings>({
      ...{ schema: 'main', tables: [], include: [], exclude: [], idMask: '%_id', surrogateKeyMask: '%_sk' },
      ...{ detectPii: true, strategy: 'auto' },
    });
    const run = { job_id: jobId, project_id, table_group_id: ids.group };
    await db
      .insertInto('profiling_run')
      .values({ ...run, settings })
      .execute();
    await db
      .insertInto('hygiene_issue')
      .values({
        ...{ id: ids.issue, profiling_run_id: jobId, issue_type: 'x', table_name: 't', column_name: 'c' },
        ...{ likelihood: 'Likely', detail: 'd', facts: json({}), prevalence: null },
      })
      .execute();
    await db
      .insertInto('test_run')
      .values({ ...run, test_suite_id: ids.suite })
      .execute();
    await db
      .insertInto('test_result')
      .values({
        ...{ id: ids.result, test_run_id: jobId, test_definition_id: ids.definition, test_type: 'Required' },
        ...{ parameters: json({}), generated: false, status: 'Passed', severity: 'Fail', duration_ms: 1 },
      })
      .execute();
    await db
      .insertInto('notification')
      .values({
        ...{ id: ids.webhook, project_id, name: 'n', kind: 'webhook', sealed_url: 'u', shown_url: 'u' },
        ...{ sealed_secret: 's', events: ['run.finished'], occasion: 'always' },
      })
      .execute();
    await db
      .insertInto('delivery')
      .values({ id: ids.delivery, notification_id: ids.webhook, status: 'pending', events: json([]) })
      .execute();
    await db
      .insertInto('schedule')
      .values({
        ...{ id: ids.schedule, project_id, job_key: 'run-profile', table_group_id: ids.group },
        ...{ test_suite_id: null, cron: '0 5 * * *', time_zone: 'UTC', active: false },
        ...{ catch_up: 'none', overlap: 'skip', next_fire_at: null },
      })
      .execute();
    await db
      .insertInto('gate')
      .values({
        ...{ id: ids.gate, project_id, name: 'release', test_suite_id: ids.suite },
        ...{ test_policy: json(DEFAULT_TEST_POLICY), profile_policy: json(DEFAULT_PROFILE_POLICY) },
      })
      .execute();
    const { hash, prefix } = createApiToken();
    await db
      .insertInto('api_token')
      .values({ id: ids.token, name: 'everywhere', token_hash: hash, prefix, role: 'analyst' })
      .execute();
  });

  const ownerOf = (of: ProjectResource, key: string, jobKey?: string) =>
    createStoreAccessResolver(store.db).ownerOf(
      { permission: 'view', of, param: 'id', ...(jobKey ? { jobKey } : {}) } as ResourceAccess,
      key,
    );

  it('is found for every kind of resource', async () => {
    const keys: Readonly<Record<ProjectResource, string>> = {
      project: 'webshop',
      connection: ids.connection,
      table_group: ids.group,
      test_suite: ids.suite,
      job: jobId,
      test_definition: ids.definition,
      test_note: ids.note,
      test_result: ids.result,
      hygiene_issue: ids.issue,
      notification: ids.webhook,
      webhook: ids.webhook,
      delivery: ids.delivery,
      schedule: ids.schedule,
      gate: ids.gate,
      token: ids.token,
    };
    for (const [of, key] of Object.entries(keys) as [ProjectResource, string][]) {
      const expected = of === 'token' ? null : ids.project;
      expect([of, await ownerOf(of, key)]).toEqual([of, { projectId: expected }]);
      expect([of, await ownerOf(of, of === 'project' ? 'other' : uuidV7())]).toEqual([of, null]);
    }
  });

  it('is not told for a job of another kind, nor for what is hidden', async () => {
    expect(await ownerOf('job', jobId, 'run-profile')).toEqual({ projectId: ids.project });
    expect(await ownerOf('job', jobId, 'run-tests')).toBeNull();
    expect(await ownerOf('job', internalJobId)).toBeNull();
    expect(await ownerOf('test_suite', ids.monitor)).toBeNull();
  });

  it('is told for a test of a monitor suite and a note about it, though the suite itself is hidden', async () => {
    expect(await ownerOf('test_definition', ids.monitored)).toEqual({ projectId: ids.project });
    expect(await ownerOf('test_note', ids.monitoredNote)).toEqual({ projectId: ids.project });
  });
});

describe('a principal', () => {
  const principal = (changes: Partial<Principal>): Principal => ({
    ...{ tokenId: 't', name: 't', role: 'analyst', projectId: 'mine', globalAdmin: false },
    ...changes,
  });

  it('may do in its project what its role may, and nothing elsewhere', () => {
    for (const role of ROLES) {
      expect(mayInProject(principal({ role }), 'catalog', 'mine')).toBe(true);
      expect(mayInProject(principal({ role }), 'catalog', 'other')).toBe(false);
      expect(mayInProject(principal({ role }), 'administer', 'mine')).toBe(role === 'admin');
    }
    expect(mayInProject(principal({ projectId: null }), 'view', 'any')).toBe(true);
  });

  it('without a role for it is no member of a project, global admin or not', () => {
    const admin = principal({ role: 'catalog', projectId: null, globalAdmin: true });
    expect(mayInProject(admin, 'edit', 'mine')).toBe(false);
    expect(mayInProject(admin, 'administer', null)).toBe(true);
    expect(mayInProject(principal({ role: 'admin', projectId: null }), 'administer', null)).toBe(false);
    expect(mayOnServer(admin, 'global_admin')).toBe(true);
    expect(mayOnServer(principal({ role: 'admin' }), 'global_admin')).toBe(false);
  });
});

describe('a token', () => {
  const insert = async (name: string, changes: { expires_at?: Date } = {}) => {
    const { token, hash, prefix } = createApiToken();
    const row = { id: uuidV7(), name, token_hash: hash, prefix, role: 'business' as const, ...changes };
    await store.db.insertInto('api_token').values(row).execute();
    return { id: row.id, token };
  };

  it('is read from the header in any spelling of the scheme', () => {
    expect(readBearerToken('Bearer abc')).toBe('abc');
    expect(readBearerToken('bearer  abc ')).toBe('abc');
    for (const header of [undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', 'abc']) {
      expect(readBearerToken(header)).toBeNull();
    }
  });

  it('says who calls, and when it was used', async () => {
    const { id, token } = await insert('pipeline');
    const found = await createTokenAuthenticator(store.db, failOnError).authenticate(token);
    expect(found).toEqual({
      tokenId: id,
      name: 'pipeline',
      role: 'business',
      projectId: null,
      globalAdmin: false,
    });
    const row = await store.db
      .selectFrom('api_token')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(Date.now() - Number(row.last_used_at)).toBeLessThan(60_000);
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it('that has expired, or that nobody made, is nobody', async () => {
    const { token } = await insert('old', { expires_at: new Date(Date.now() - 1) });
    const { authenticate } = createTokenAuthenticator(store.db, failOnError);
    expect(await authenticate(token)).toBeNull();
    expect(await authenticate('assay_nobody')).toBeNull();
  });
});

describe('the first token', () => {
  it('is made and shown when there is none, once, whoever starts first', async () => {
    await store.db.deleteFrom('api_token').execute();
    const made = await Promise.all([ensureBootstrapToken(store, null), ensureBootstrapToken(store, null)]);
    const [token, ...others] = made.filter((shown) => shown !== null);
    expect(others).toEqual([]);
    const { authenticate } = createTokenAuthenticator(store.db, failOnError);
    expect(await authenticate(String(token))).toMatchObject({
      role: 'admin',
      globalAdmin: true,
      projectId: null,
    });
  });

  it('that is configured works, replaces the one before, and is not shown', async () => {
    const { authenticate } = createTokenAuthenticator(store.db, failOnError);
    expect(await ensureBootstrapToken(store, 'first-configured-token')).toBeNull();
    expect(await ensureBootstrapToken(store, 'second-configured-token')).toBeNull();
    expect(await ensureBootstrapToken(store, 'second-configured-token')).toBeNull();
    expect(await authenticate('first-configured-token')).toBeNull();
    expect(await authenticate('second-configured-token')).toMatchObject({ globalAdmin: true });
  });
});
