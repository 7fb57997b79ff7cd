/** The catalogs of what can be found: test types and hygiene issue types, as the checks declare them. */
import { HYGIENE_TYPES, type HygieneIssueType, TEST_TYPES, type TestType } from '@assay/checks';
import type { HygieneIssueType as ApiHygieneIssueType, TestType as ApiTestType } from '@assay/contract';
import { mapPage, sliceIntoPage } from '../page.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';

export function createTestTypeHandlers(
  _context: ServerContext,
): FeatureHandlers<'listTestTypes' | 'listHygieneIssueTypes'> {
  return {
    async listTestTypes({ query }) {
      return { body: mapPage(sliceIntoPage(TEST_TYPES, query), testTypeToApi) };
    },
    async listHygieneIssueTypes({ query }) {
      return { body: mapPage(sliceIntoPage(HYGIENE_TYPES, query), hygieneTypeToApi) };
    },
  };
}

const testTypeToApi = (type: TestType): ApiTestType => ({
  key: type.key,
  name: type.name,
  scope: type.scope,
  parameters: type.parameters.map((parameter) => ({ ...parameter })),
  default_severity: type.defaultSeverity,
  dq_dimension: type.dqDimension,
  impact_dimension: type.impactDimension,
  unit: type.unit,
  criterion: type.criterion,
  description: type.description,
  generated_when: type.generation?.when ?? null,
});

const hygieneTypeToApi = (type: HygieneIssueType): ApiHygieneIssueType => ({
  key: type.key,
  name: type.name,
  likelihood: type.likelihood,
  level: type.level,
  dq_dimension: type.dqDimension,
  impact_dimension: type.impactDimension,
  criterion: type.criterion,
  description: type.description,
  suggestion: type.suggestion,
  thresholds: Object.entries(type.thresholds ?? {}).map(([name, threshold]) => ({ name, ...threshold })),
});
