/** Which columns of the hospital table are dirty, by the truth of each cell and by what the profile says. */
import { type HospitalTruth, readHospital } from './clean/hospital.ts';
import { findIssues } from './find-issues.ts';
import { PERSONAL_DATA } from './judge-findings.ts';

export interface HospitalColumn {
  readonly column: string;
  readonly wrongCells: number;
  /** Issue types found on the table as it came, and not on the corrected one. */
  readonly found: readonly string[];
  /** Issue types found on the corrected table too: they say nothing of the errors. */
  readonly foundAnyway: readonly string[];
}

export async function hospitalOutcome(): Promise<{
  truth: HospitalTruth;
  columns: readonly HospitalColumn[];
}> {
  const truth = await readHospital();
  const [dirty, clean] = [await findIssues(truth.dirty), await findIssues(truth.clean)];
  const typesOn = (findings: typeof dirty, column: string) =>
    findings
      .filter((finding) => finding.column.split(', ').includes(column) && finding.type !== PERSONAL_DATA)
      .map(({ type }) => type);
  const columns = (truth.dirty.tables[0]?.columns ?? []).map(({ name }) => {
    const before = new Set(typesOn(clean, name));
    const now = typesOn(dirty, name);
    return {
      column: name,
      wrongCells: truth.wrongCells.get(name) ?? 0,
      found: [...new Set(now.filter((type) => !before.has(type)))],
      foundAnyway: [...before],
    };
  });
  return { truth, columns };
}
