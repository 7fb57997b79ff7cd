import { MUTATIONS, type Mutation } from '@assay/checks';
import type { Mutation as ApiMutation } from '@assay/contract';
import { notFound } from '../../http/api-problem.ts';
import { submitRun } from '../jobs/submit-run.ts';
import { mapPage, sliceIntoPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { mutationCheckTargetKey } from '../table-groups/table-groups.service.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { checkArguments } from './check-arguments.ts';
import { listMutants, listMutationChecks, readMutationCheck } from './mutation-checks.read.ts';

export function createMutationCheckHandlers(
  context: ServerContext,
): FeatureHandlers<
  'submitMutationCheck' | 'listMutationChecks' | 'getMutationCheck' | 'listMutants' | 'listMutations'
> {
  const { store } = context;
  return {
    async submitMutationCheck(input, request) {
      const suite = await getTestSuite(store.db, input.params.test_suite_id);
      return submitRun(context, request, input, {
        key: 'run-mutation-check',
        arguments: checkArguments(suite, input.body),
        targetKey: mutationCheckTargetKey(suite.id),
        connectionId: suite.connection_id,
        tableGroupId: suite.table_group_id,
      });
    },
    async listMutationChecks({ params, query }) {
      return { body: await listMutationChecks(store.db, params.test_suite_id, query.status, query) };
    },
    async getMutationCheck({ params }) {
      const check = await readMutationCheck(store.db, params.job_id);
      if (check === undefined) throw notFound();
      return { body: check };
    },
    async listMutants({ params, query }) {
      return { body: await listMutants(store.db, params.job_id, query, query) };
    },
    async listMutations({ query }) {
      return { body: mapPage(sliceIntoPage(MUTATIONS, query), toApi) };
    },
  };
}

const toApi = (mutation: Mutation): ApiMutation => ({
  key: mutation.key,
  name: mutation.name,
  description: mutation.description,
  applies_to: mutation.per === 'column' && mutation.appliesTo !== null ? [...mutation.appliesTo] : null,
  shares: [...mutation.shares],
});
