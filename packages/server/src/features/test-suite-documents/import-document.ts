/** Brings a document into a suite, all of it or nothing. */
import type { ErrorEntry, ImportedTestDefinition, ImportResult, TestSuiteImport } from '@assay/contract';
import { ApiProblem, invalidEntries } from '../../http/api-problem.ts';
import type { ServerContext } from '../server-context.ts';
import { lockDefinitions } from '../test-definitions/test-definitions.store.ts';
import { getTestSuite } from '../test-suites/test-suites.service.ts';
import { applyImport } from './apply-import.ts';
import { entryProblem } from './entry-problem.ts';
import { importNotes, type NotedTest } from './import-notes.ts';
import { importResult } from './import-result.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { naturalKey } from './suite-index.ts';
import { catalogNames } from './test-suite-documents.store.ts';

/**
 * Throws the problems `duplicate_natural_key` and `strict_validation_failed`, which carries the plan; nothing is
 * written then. `importer` signs the notes that nobody did.
 */
export async function importDocument(
  { store }: ServerContext,
  suiteId: string,
  { config, payload }: TestSuiteImport,
  importer: string,
): Promise<ImportResult> {
  refuseDuplicates(payload.definitions);
  return store.transaction(async ({ db }) => {
    const suite = await getTestSuite(db, suiteId);
    const orders = {
      config,
      filter: payload.source?.filter,
      restoreDefaults: payload.omitted_fields === 'default',
    };
    const plan = planImport(payload.definitions, orders, {
      existing: await lockDefinitions(db, suiteId),
      catalog: await catalogNames(db, suite.table_group_id),
      schema: suite.schema_name,
    });
    if (config.mode === 'preview') return importResult(plan);
    if (config.mode === 'apply_strict') refuseSkips(importResult(plan), config.tolerated_skips);
    const created = await applyImport(db, suite, plan);
    await importNotes(db, suiteId, notedTests(plan, created, payload.definitions), importer);
    return importResult(plan, created);
  });
}

/** The tests that an import writes, with what the document has to say about them. */
function notedTests(
  { items }: ImportPlan,
  created: ReadonlyMap<number, string>,
  definitions: readonly ImportedTestDefinition[],
): NotedTest[] {
  return items.flatMap((item) => {
    if (item.action !== 'create' && item.action !== 'update') return [];
    const id = item.action === 'create' ? created.get(item.idx)! : item.target.id;
    return [{ id, notes: definitions[item.idx]?.notes ?? [] }];
  });
}

function refuseDuplicates(definitions: readonly ImportedTestDefinition[]): void {
  const firstAt = new Map<string, number>();
  const repetitions: ErrorEntry[] = [];
  definitions.forEach((definition, idx) => {
    const key = naturalKey(definition);
    if (key === null) return;
    const first = firstAt.get(key);
    if (first === undefined) firstAt.set(key, idx);
    else {
      const detail = `Definition ${idx} is the same test as definition ${first}; keep one of them.`;
      repetitions.push({ code: 'duplicate_natural_key', path: entryProblem(idx, null, detail).path, detail });
    }
  });
  if (repetitions.length > 0) throw invalidEntries(repetitions);
}

function refuseSkips(result: ImportResult, tolerated: readonly string[]): void {
  const skipped = result.items
    .filter(({ action, reason }) => action === 'skip' && !tolerated.includes(reason))
    .reduce((sum, { tds }) => sum + tds.length, 0);
  if (skipped === 0) return;
  const detail = `Nothing was imported, because ${skipped} of the definitions would be skipped; import_result says which and why.`;
  throw new ApiProblem([{ code: 'strict_validation_failed', detail }], {
    attachments: { import_result: result },
  });
}
