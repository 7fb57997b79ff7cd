/** One way to read or profile data, measured in a process of its own so that its memory is its own too. */
import { fork } from 'node:child_process';

/** Resolves with what it did in parts (seconds by name), when it has parts. */
export type Step<Context> = (context: Context) => Promise<Readonly<Record<string, number>>>;

export interface StepResult {
  readonly seconds: number;
  /** Processor time of the process, all threads together; what servers spend is not in it. */
  readonly cpuSeconds: number;
  readonly parts: Readonly<Record<string, number>>;
  /** Highest resident memory of the process, in bytes; it includes Node itself. */
  readonly peakMemory: number;
}

/** Seconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** The child's side: does the step that its first argument names, with the second as context (JSON). */
export async function runStep<Context>(steps: Readonly<Record<string, Step<Context>>>): Promise<void> {
  const [name = '', context = '{}'] = process.argv.slice(2);
  const step = steps[name];
  if (step === undefined) throw new Error(`no step is called ${name}`);
  const before = process.cpuUsage();
  let parts: StepResult['parts'] = {};
  const seconds = await timed(async () => {
    parts = await step(JSON.parse(context) as Context);
  });
  const { user, system } = process.cpuUsage(before);
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  process.send?.({ seconds, cpuSeconds: (user + system) / 1e6, parts, peakMemory } satisfies StepResult);
}

/** The parent's side: `runner` is the module that calls `runStep`. Says on stderr what it does. */
export async function measureStep(
  runner: string,
  { name, title }: { readonly name: string; readonly title: string },
  context: unknown,
): Promise<StepResult> {
  process.stderr.write(`${title} ...`);
  const child = fork(runner, [name, JSON.stringify(context)], { execArgv: ['--conditions=@assay/source'] });
  const result = await new Promise<StepResult>((resolve, reject) => {
    let received: StepResult | null = null;
    child.once('message', (message) => {
      received = message as StepResult;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (received !== null && code === 0) resolve(received);
      else reject(new Error(`${name} ended with code ${code}`));
    });
  });
  process.stderr.write(` ${result.seconds.toFixed(1)} s\n`);
  return result;
}

/** The first result is the floor; titles name its parts. */
export const STEP_HEADER = ['plan', 'x floor', 'seconds', 'processor seconds', 'peak memory (MB)'];
export function stepRows(
  results: readonly { readonly title: string; readonly result: StepResult }[],
): readonly (readonly string[])[] {
  const floorSeconds = results[0]?.result.seconds ?? Number.NaN;
  return results.map(({ title, result: { seconds, cpuSeconds, parts, peakMemory } }) => [
    title +
      Object.entries(parts)
        .map(([part, taken]) => ` (${part} ${taken.toFixed(1)} s)`)
        .join(''),
    (seconds / floorSeconds).toFixed(1),
    seconds.toFixed(1),
    cpuSeconds.toFixed(1),
    String(Math.round(peakMemory / 1e6)),
  ]);
}
