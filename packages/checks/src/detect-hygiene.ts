import type { TableProfile } from './column-profile.ts';
import {
  type Detection,
  type HygieneIssue,
  type HygieneIssueType,
  LIKELIHOOD_RISK,
  type PlacedDetection,
  type ThresholdSettings,
} from './hygiene-issue-type.ts';
import { thresholdsOf } from './hygiene-thresholds.ts';
import { HYGIENE_TYPES } from './hygiene-types/catalog.generated.ts';
import type { ReferenceAnswer } from './table-questions/table-question.ts';

/** A detector that threw. The others go on; the run reports the failure beside its findings. */
export interface DetectionFailure {
  readonly issueType: string;
  /** Null for a detector that looks at all tables together. */
  readonly table: string | null;
  readonly column: string | null;
  readonly message: string;
}
export interface HygieneFindings {
  readonly issues: HygieneIssue[];
  readonly failures: DetectionFailure[];
}

export interface DetectionSettings {
  /** ISO 8601. */
  readonly runAt: string;
  readonly thresholds?: ThresholdSettings;
  readonly references?: readonly ReferenceAnswer[];
}

/** Runs every hygiene type over every column that could be measured. */
export function detectHygieneIssues(
  tables: readonly TableProfile[],
  { runAt, thresholds = {}, references = [] }: DetectionSettings,
  types: readonly HygieneIssueType[] = HYGIENE_TYPES,
): HygieneFindings {
  const findings: HygieneFindings = { issues: [], failures: [] };
  for (const type of types) {
    const context = { runAt, group: tables, references, thresholds: thresholdsOf(type, thresholds) };
    if (type.level === 'group') {
      record(findings, type, { table: null, column: null }, () => type.detect(tables, context));
      continue;
    }
    for (const table of tables) {
      for (const column of table.columns) {
        if (column.error !== null) continue;
        const place = { table: table.table, column: column.column };
        record(findings, type, place, () => {
          const detection = type.detect(column, { ...context, table });
          return detection === null ? [] : [{ ...detection, ...place }];
        });
      }
    }
  }
  return findings;
}

function record(
  { issues, failures }: HygieneFindings,
  type: HygieneIssueType,
  place: { readonly table: string | null; readonly column: string | null },
  detect: () => readonly PlacedDetection[],
): void {
  try {
    issues.push(...detect().map((detection) => issueOf(type, detection)));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failures.push({ issueType: type.key, ...place, message });
  }
}

const issueOf = (type: HygieneIssueType, detection: PlacedDetection): HygieneIssue => ({
  issueType: type.key,
  table: detection.table,
  column: detection.column,
  likelihood: type.likelihood,
  detail: detection.detail,
  facts: detection.facts,
  prevalence: prevalenceOf(type, detection),
});

/** The share of bad rows, weighed by how sure the type is that they are bad; null when the type does not score. */
function prevalenceOf({ likelihood }: HygieneIssueType, { badShare }: Detection): number | null {
  const risk = LIKELIHOOD_RISK[likelihood];
  if (badShare === null || risk === null) return null;
  if (Number.isNaN(badShare)) throw new RangeError('the share of bad rows is not a number');
  return Math.min(1, Math.max(0, badShare * risk));
}
