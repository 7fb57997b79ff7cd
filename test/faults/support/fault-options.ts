/** How long and with which seed the soak runs: `npm run test:faults -- --minutes=5 --seed=7` (scripts/run-faults.ts). */
export interface FaultOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly jobs: number;
}

/** The short form is part of every test run. */
const SHORT: FaultOptions = { seconds: 12, seed: 7, jobs: 90 };
/** 3 workers x 500. */
const LONG_JOBS = 1_500;

export function faultOptions(environment: NodeJS.ProcessEnv = process.env): FaultOptions {
  const { ASSAY_FAULT_MINUTES: minutes, ASSAY_FAULT_SEED: seed } = environment;
  return {
    seed: seed === undefined ? SHORT.seed : Number(seed),
    ...(minutes === undefined
      ? { seconds: SHORT.seconds, jobs: SHORT.jobs }
      : { seconds: Number(minutes) * 60, jobs: LONG_JOBS }),
  };
}
