import { failed, type Outcome, ok } from '../finding.ts';

/** The lowest that runs the sources and the build; also in `engines` of package.json and in bin/assay.mjs. */
const LOWEST = [22, 18] as const;

export function checkNode(version: string): Outcome {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > LOWEST[0] || (major === LOWEST[0] && minor >= LOWEST[1]);
  if (enough) return ok(`Node ${version}`);
  return failed(`Node ${version} is too old.`, `Install Node ${LOWEST.join('.')} or newer.`);
}
