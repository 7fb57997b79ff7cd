/** `assay run tests` and `assay run profile`: a run as a step of a pipeline. */
import type { Client, SubmittedJob } from '@assay/contract';
import { followRun, submitOnce } from '../pipeline/follow-run.ts';
import { type OutputOptions, printReport, refuseUnknownFormat } from '../pipeline/print-report.ts';
import { loadRunReport } from '../pipeline/run-report.ts';
import { serverClient } from '../server-client.ts';
import { UsageError } from '../usage-error.ts';

export interface RunOptions extends OutputOptions {
  readonly gate?: string;
  /** In seconds. */
  readonly timeout?: string;
  /** As the API takes it: a duration, or a time with its zone. */
  readonly deadline?: string;
  readonly cancelOnInterrupt: boolean;
  /** False: prints the id of the job and ends. */
  readonly wait: boolean;
}

export const runTests = (options: RunOptions & { readonly suite: string }): Promise<void> =>
  run(options, 'testing', (client, headers) =>
    client.submitTestRun({ test_suite_id: options.suite, ...deadlineOf(options) }, { headers }),
  );

export const runProfile = (
  options: RunOptions & { readonly tableGroup: string; readonly changedOnly: boolean },
): Promise<void> =>
  run(options, 'profiling', (client, headers) =>
    client.submitProfilingRun(
      {
        table_group_id: options.tableGroup,
        ...(options.changedOnly ? { changed_only: true } : {}),
        ...deadlineOf(options),
      },
      { headers },
    ),
  );

async function run(
  options: RunOptions,
  title: string,
  submit: (client: Client, headers: Readonly<Record<string, string>>) => Promise<SubmittedJob>,
): Promise<void> {
  refuseUnknownFormat(options);
  const timeoutMs = timeoutOf(options.timeout);
  const client = serverClient();
  const { id } = await submitOnce((headers) => submit(client, headers));
  if (!options.wait) {
    process.stdout.write(`${id}\n`);
    return;
  }
  process.stderr.write(`Job ${id}\n`);
  const { cancelOnInterrupt } = options;
  const job = await followRun(client, id, title, { timeoutMs, cancelOnInterrupt });
  printReport(await loadRunReport(client, job, options.gate), options);
}

/** The server says what is wrong with it. */
const deadlineOf = ({ deadline }: RunOptions) => (deadline === undefined ? {} : { deadline });

/** Milliseconds. Throws UsageError. */
export function timeoutOf(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (!/^\d{1,7}$/.test(seconds) || Number(seconds) === 0) {
    throw new UsageError('--timeout must be a number of seconds, such as 600.');
  }
  return Number(seconds) * 1000;
}
