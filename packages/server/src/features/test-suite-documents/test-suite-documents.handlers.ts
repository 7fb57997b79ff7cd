import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { exportSuite } from './export-suite.ts';
import { importDocument } from './import-document.ts';

/** `version` is that of the server, which documents name. */
export function createTestSuiteDocumentHandlers(
  context: ServerContext,
  version: string,
): FeatureHandlers<'exportTestDefinitions' | 'importTestDefinitions'> {
  return {
    async exportTestDefinitions({ params, query }) {
      const { origin, table_name = null, test_type = null } = query;
      const filter = { origin, table_name, test_type };
      return { body: await exportSuite(context.store.db, params.test_suite_id, filter, version) };
    },
    async importTestDefinitions({ params, body }, { principal }) {
      return { body: await importDocument(context, params.test_suite_id, body, principal.name) };
    },
  };
}
