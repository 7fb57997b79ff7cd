/** `assay doctor`: whether a server or worker could run here, and what to do when not. */
import { examine } from '@assay/server';
import { renderFindings } from '../render/findings.ts';

export interface DoctorOptions {
  readonly json: boolean;
  /** Also try every stored connection. */
  readonly connections: boolean;
}

/** Exit code 1 when something failed; warnings leave it at 0. */
export async function doctor({ json, connections }: DoctorOptions): Promise<void> {
  const findings = await examine({ environment: process.env, directory: process.cwd(), connections });
  const healthy = findings.every(({ status }) => status !== 'failed');
  process.stdout.write(
    json ? `${JSON.stringify({ ok: healthy, findings }, null, 2)}\n` : renderFindings(findings),
  );
  if (!healthy) process.exitCode = 1;
}
