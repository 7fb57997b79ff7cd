/**
 * Every operation of the contract, sent what it asks for and what it does not. `FUZZ_RUNS=1000` tries harder, `FUZZ_SEED=7` tries
 * something else; a failure names the smallest request that shows it.
 */
import { OPERATION_LIST, type Operation, openApiDocument, ROLE_PERMISSIONS, ROLES } from '@assay/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFaults } from './fuzzing/answer-faults.ts';
import type { JsonSchema, SchemaContext } from './fuzzing/arbitrary-of-schema.ts';
import {
  type DocumentedOperation,
  type FuzzedRequest,
  fuzzedRequests,
  plainRequests,
} from './fuzzing/fuzzed-request.ts';
import { foreignValues, type KnownProjects, knownValues, ownValues } from './fuzzing/known-values.ts';
import { placeFaults, strangerFaults } from './fuzzing/request-faults.ts';
import { seedProject } from './fuzzing/seeded-project.ts';
import { agent, send, type WireAnswer, writeRequest } from './fuzzing/send-request.ts';
import {
  type AbusedHome,
  type AbusedServer,
  makeAbusedHome,
  startAbusedServer,
} from './support/abused-server.ts';
import { stayLocal } from './support/stay-local.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 25);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Far more than it ever takes to meet one that makes sense. */
const MOST_PLAIN_REQUESTS = 200;
const MISSING_ID = '01900000-0000-7000-8000-00000000dead';

const DOCUMENT = openApiDocument('0.0.0-test') as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};
const documentedOf = ({ path, method }: Operation): DocumentedOperation =>
  DOCUMENT.paths[path]?.[method.toLowerCase()] as DocumentedOperation;

/** Deletions last, what lies inside before what it lies in. */
const IN_ORDER = [...OPERATION_LIST].sort(
  (a, b) =>
    Number(a.method === 'DELETE') - Number(b.method === 'DELETE') ||
    (a.method === 'DELETE' ? b.path.length - a.path.length : 0),
);

describe('every operation', { timeout: 120_000 }, () => {
  stayLocal();
  let home: AbusedHome;
  let server: AbusedServer;
  let projects: KnownProjects;
  /** Who may call what in the project of the requests. */
  let tokens: Readonly<Record<string, string>>;

  beforeAll(async () => {
    home = makeAbusedHome();
    const allowedWebhookHosts = ['127.0.0.1', '::1'];
    const seeding = await startAbusedServer(home, { allowedWebhookHosts });
    const own = await seedProject(seeding.client, home.files, 'mine');
    const foreign = await seedProject(seeding.client, home.files, 'theirs');
    await seeding.close();
    // Jobs that are submitted from now on stay in the queue: what they would do is not under test.
    server = await startAbusedServer(home, { allowedWebhookHosts, workerSlots: 0 });
    const submitted = await server.client.submitTestRun({ test_suite_id: String(own.ids.test_suite_id) });
    projects = { own, foreign, pendingJob: submitted.id };
    tokens = { ...own.tokens, global: server.adminToken };
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    agent.destroy();
    home?.remove();
  });

  // Before anything is deleted.
  it('stays closed to roles without its permission, byte for byte as if nothing were there', async () => {
    const differences: string[] = [];
    for (const operation of OPERATION_LIST) {
      const { access } = operation;
      if (access === 'none' || access.of === 'server') continue;
      const own = pathOf(operation, (name) => ownValues(operation, projects, name)[0]);
      const foreign = pathOf(operation, (name) => foreignValues(operation, projects, name)[0]);
      const missing = pathOf(operation, (name) => (name === 'project_code' ? 'nowhere' : MISSING_ID));
      for (const role of ROLES) {
        const ask = (path: RequestPath) => send(server.url, bare(operation, path, tokens[role] ?? ''));
        const reference = await ask(missing);
        const closed = ROLE_PERMISSIONS[role].includes(access.permission) ? [foreign] : [own, foreign];
        for (const path of closed) {
          const answer = await ask(path);
          if (answer.status !== 404 || answer.text !== reference.text || !sameHeaders(answer, reference))
            differences.push(`${operation.id} for ${role}: ${answer.status} ${answer.text}`);
        }
      }
    }
    expect(differences).toEqual([]);
  });

  const contextOf = (operation: Operation): SchemaContext => ({
    components: DOCUMENT.components.schemas,
    known: knownValues(operation, projects),
  });

  /** Mostly somebody who may, so that the handler is reached. */
  const callers = (operation: Operation) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(rightfulCaller(operation)) },
      { weight: 1, arbitrary: fc.constantFrom(...ROLES) },
      { weight: 1, arbitrary: fc.constantFrom('global', 'nobody') },
    );

  const faultsOf = (operation: Operation, caller: string, request: FuzzedRequest, answer: WireAnswer) => {
    const faults = [...answerFaults(operation, answer), ...placeFaults(operation, request, answer)];
    if (caller !== 'global') faults.push(...strangerFaults(operation, projects.foreign, request, answer));
    if (caller === 'nobody' && operation.access !== 'none' && answer.status !== 401)
      faults.push(`answers ${answer.status} without a token`);
    if (answer.status >= 500)
      faults.push(...server.takeErrors().map((line) => `log: ${line.slice(0, 2_000)}`));
    return faults;
  };

  /** Sends it, and fails for an answer that is not as it should be. */
  const tryOut = async (operation: Operation, caller: string, request: FuzzedRequest) => {
    const written = writeRequest(operation, request, tokens[caller] ?? null);
    const answer = await send(server.url, written);
    const faults = faultsOf(operation, caller, request, answer);
    if (faults.length > 0) expect.fail(`${faults.join('\n')}\n${shortened(written)}`);
    return answer.status === operation.success.status;
  };

  it.each(IN_ORDER.map((operation) => [operation.id, operation] as const))(
    '%s answers as it promises',
    async (_id, operation) => {
      const documented = documentedOf(operation);
      const seed = seedOf(operation);
      let succeeded = false;
      await fc.assert(
        fc.asyncProperty(
          callers(operation),
          fuzzedRequests(operation, documented, contextOf(operation)),
          async (caller, request) => {
            if (await tryOut(operation, caller, request)) succeeded = true;
          },
        ),
        { numRuns: RUNS, seed, interruptAfterTimeLimit: 60_000 },
      );
      // Whoever only refuses is not much of a test: some request must get to the end of the handler.
      const plain = plainRequests(operation, documented, contextOf(operation));
      for (const request of fc.sample(plain, { numRuns: succeeded ? 0 : MOST_PLAIN_REQUESTS, seed })) {
        succeeded ||= await tryOut(operation, rightfulCaller(operation), request);
      }
      expect(succeeded).toBe(true);
    },
  );
});

type RequestPath = Readonly<Record<string, string>>;

const rightfulCaller = ({ access }: Operation): string =>
  access !== 'none' && access.permission === 'global_admin' ? 'global' : 'admin';

/** One of its own for each operation: with the same one, all of them would make up the same names. */
const seedOf = ({ id }: Operation): number =>
  [...id].reduce((seed, letter) => (seed * 31 + letter.charCodeAt(0)) | 0, SEED);

function pathOf(operation: Operation, valueFor: (name: string) => string | undefined): RequestPath {
  return Object.fromEntries(
    Object.keys(operation.params.shape).map((name) => [name, valueFor(name) ?? `no value for ${name}`]),
  );
}

const bare = (operation: Operation, path: RequestPath, token: string) => {
  const parts = { path, query: {}, headers: {}, body: undefined };
  return writeRequest(
    operation,
    { ...parts, intended: parts, spoiled: null, rawBody: null, rawQuery: '' },
    token,
  );
};

/** All but those that differ from answer to answer anyway. */
function sameHeaders(one: WireAnswer, other: WireAnswer): boolean {
  const fixed = ({ headers: { date: _date, 'x-request-id': _id, ...rest } }: WireAnswer) =>
    JSON.stringify(rest);
  return fixed(one) === fixed(other);
}

const shortened = (written: object): string => JSON.stringify(written).slice(0, 1_000);
