/** Child process: `run-step.ts <step> <context as JSON>`; writes the result to its IPC channel. */
import { engineProfile } from './engine-profile.ts';
import { floor } from './floor.ts';
import { queryPerColumn } from './query-per-column.ts';
import { type Step, type StepContext, type StepResult, timed } from './step.ts';

const STEPS: Readonly<Record<string, Step>> = {
  floor,
  pull: engineProfile('pull'),
  push: engineProfile('push'),
  'query-per-column': queryPerColumn,
};

const [name = '', context = '{}'] = process.argv.slice(2);
const step = STEPS[name];
if (step === undefined) throw new Error(`no step is called ${name}`);
let parts: StepResult['parts'] = {};
const seconds = await timed(async () => {
  parts = await step(JSON.parse(context) as StepContext);
});
const result: StepResult = { seconds, parts, peakMemory: process.resourceUsage().maxRSS * 1024 };
process.send?.(result);
