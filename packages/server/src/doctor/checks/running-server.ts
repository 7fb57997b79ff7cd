import { askServer } from '../ask-server.ts';
import type { Check, Machine } from '../check.ts';
import { failed, type Outcome, ok } from '../finding.ts';

/** Of the process that has the data directory: while it does, only it can look into the store. */
export const runningServer: Check<Machine> = {
  name: 'running server',
  async look({ config, holder }): Promise<Outcome> {
    if (holder === null) return ok(`nobody has ${config.home} open`);
    const who = `Process ${holder.pid} on ${holder.machine} has ${config.home} open`;
    const remedy = `Look at its log; stop process ${holder.pid} and start the server again if it hangs.`;
    if (holder.url === null) return failed(`${who}, and does not serve yet.`, 'Wait until it has started.');
    const answer = await askServer(holder.url, '/readyz');
    if (answer === null) return failed(`${who}, but does not answer at ${holder.url}.`, remedy);
    if (!answer.ok)
      return failed(`${who} and serves ${holder.url}, but is not ready: ${answer.text}`, remedy);
    return ok(`${who} and is ready at ${holder.url}`);
  },
};
