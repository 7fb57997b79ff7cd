/** How a measure is held against the limit of a definition. */

import type { TestDefinition } from '../test-definition.ts';
import { thresholdOf } from '../test-parameters/read-parameter.ts';

type Measure = number | string;

export const aboveThreshold = (measure: Measure, definition: TestDefinition): boolean =>
  Number(measure) > thresholdOf(definition);

export const atOrAboveThreshold = (measure: Measure, definition: TestDefinition): boolean =>
  Number(measure) >= thresholdOf(definition);

export const belowThreshold = (measure: Measure, definition: TestDefinition): boolean =>
  Number(measure) < thresholdOf(definition);

/** For queries of their own, which tolerate `skip_errors` findings. */
export const aboveToleratedErrors = (measure: Measure, definition: TestDefinition): boolean =>
  Number(measure) > definition.parameters.skip_errors;
