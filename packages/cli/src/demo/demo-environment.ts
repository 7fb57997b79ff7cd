/** The file that lets a person's shell and the next demo find the running one. Holds a token: readable by its owner only. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface DemoEnvironment {
  readonly ASSAY_URL: string;
  readonly ASSAY_TOKEN: string;
  readonly TABLE_GROUP_ID?: string;
  readonly TEST_SUITE_ID?: string;
}

/** Written for `. demo.env` in a shell: NAME=value lines whose values need no quotes. */
export function writeDemoEnvironment(file: string, environment: DemoEnvironment): void {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** Null when there is no such file, or it is not one of ours. */
export function readDemoEnvironment(file: string): DemoEnvironment | null {
  if (!existsSync(file)) return null;
  const entries = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(/=(.*)/s, 2));
  const { ASSAY_URL, ASSAY_TOKEN, ...rest } = Object.fromEntries(entries) as Record<string, string>;
  return ASSAY_URL && ASSAY_TOKEN ? { ASSAY_URL, ASSAY_TOKEN, ...rest } : null;
}
