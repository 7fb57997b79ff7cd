/** bench/QUALITY.md has two parts, each written by a benchmark of its own. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const REPORT = join(import.meta.dirname, '../../QUALITY.md');
/** Between the findings of profiles and generated tests. */
const BORDER = '\n<!-- What follows is written by `npm run bench -- test-quality`. -->\n\n';

/** Replaces one part and leaves the other as it is. */
export async function writeSection(part: 'findings' | 'tests', text: string): Promise<void> {
  const [findings = '', tests = ''] = (await readFile(REPORT, 'utf8')).split(BORDER);
  const parts = part === 'findings' ? [text, tests] : [findings, text];
  await writeFile(REPORT, parts.filter((one) => one !== '').join(BORDER));
}
