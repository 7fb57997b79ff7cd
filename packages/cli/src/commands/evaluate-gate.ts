/** `assay gate evaluate`: may the pipeline go on, with what was run last? */
import { exitCodeOf } from '../pipeline/exit-code.ts';
import { verdictText } from '../pipeline/formats/text-report.ts';
import { serverClient } from '../server-client.ts';

export async function evaluateGate(
  gateId: string,
  options: { readonly job?: string; readonly json: boolean },
): Promise<void> {
  const evaluation = await serverClient().evaluateGate({
    gate_id: gateId,
    ...(options.job === undefined ? {} : { job_id: options.job }),
  });
  process.stdout.write(`${options.json ? JSON.stringify(evaluation, null, 2) : verdictText(evaluation)}\n`);
  process.exitCode = exitCodeOf(evaluation.outcome);
}
