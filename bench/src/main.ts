/** `npm run bench -- <name> [options]`: runs one benchmark and prints its table. Without a name, says which there are. */

type Benchmark = (options: readonly string[]) => Promise<void>;

const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  bounds: async () => (await import('./bounds/measure-bounds.ts')).measureBounds,
  'profile-files': async () => (await import('./profile-files/measure-files.ts')).measureFiles,
  'profile-postgresql': async () =>
    (await import('./profile-postgresql/measure-profiles.ts')).measureProfiles,
  queue: async () => (await import('./queue/measure-queue.ts')).measureQueue,
  'queue-rivals': async () => (await import('./queue-rivals/measure-rivals.ts')).measureRivals,
  'test-quality': async () => (await import('./test-quality/measure-test-quality.ts')).measureTestQuality,
  'test-results': async () => (await import('./test-results/measure-test-results.ts')).measureTestResults,
  'test-run': async () => (await import('./test-run/measure-test-runs.ts')).measureTestRuns,
  waiting: async () => (await import('./waiting/measure-waiting.ts')).measureWaiting,
  quality: async () => (await import('./quality/measure-quality.ts')).measureQuality,
};

const [name = '', ...options] = process.argv.slice(2);
const load = BENCHMARKS[name];
if (load === undefined) {
  console.error(
    `Name a benchmark: npm run bench -- ${Object.keys(BENCHMARKS).join(' | ')}  (see bench/README.md)`,
  );
  process.exit(2);
}
const benchmark = await load();
await benchmark(options);
