/** One way to read or profile the table, measured in a process of its own so that its memory is its own too. */
export interface StepContext {
  /** Connection to the server that holds the table. */
  readonly url: string;
  /** The folder with `psql`. */
  readonly binaries: string;
}

/** Resolves with what it did in parts (seconds by name), when it has parts. */
export type Step = (context: StepContext) => Promise<Readonly<Record<string, number>>>;

export interface StepResult {
  readonly seconds: number;
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
