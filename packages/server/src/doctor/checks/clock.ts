import type { Check, MachineWithStore } from '../check.ts';
import { failed, type Outcome, ok, warning } from '../finding.ts';

const NOTICEABLE_MS = 2_000;
const HARMFUL_MS = 60_000;
const REMEDY = 'Let both machines keep their clocks by NTP.';

/** The queue lives by the clock of the store; expiry of tokens, firings and results of tests also by that of this machine. */
export const clock: Check<MachineWithStore> = {
  name: 'clock',
  async look({ store }) {
    const before = Date.now();
    const [row] = await store.jobs.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const here = (before + Date.now()) / 2;
    return judgeSkew(here - (row?.now.getTime() ?? Number.NaN));
  },
};

/** @param skewMs how far this machine is ahead of the store */
export function judgeSkew(skewMs: number): Outcome {
  const seconds = (Math.abs(skewMs) / 1000).toFixed(1);
  const detail = `${seconds} s ${skewMs < 0 ? 'behind' : 'ahead of'} the store`;
  if (Math.abs(skewMs) <= NOTICEABLE_MS) return ok(detail);
  const sentence = `The clock of this machine is ${detail}.`;
  return Math.abs(skewMs) <= HARMFUL_MS ? warning(sentence, REMEDY) : failed(sentence, REMEDY);
}
