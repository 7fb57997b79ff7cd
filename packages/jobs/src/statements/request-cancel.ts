import { type Statement, statement } from '../statement.ts';
import { sourcesOf, sqlStatusList } from '../status.ts';
import { transitionSql } from '../transition.ts';

/** pending, claimed, running or cancel_requested -> cancel_requested. The first to ask is remembered. */
export function requestCancel(id: string, by: string): Statement {
  return statement((bind) =>
    transitionSql({
      set: [`status = 'cancel_requested'`, `canceled_by = coalesce(canceled_by, ${bind(by, 'text')})`],
      where: [
        `job.id = ${bind(id, 'uuid')}`,
        `job.status IN (${sqlStatusList(sourcesOf('cancel_requested'))})`,
      ],
      logs: { level: 'info', message: `${bind(by, 'text')} || ' asked for the job to stop.'` },
      signal: 'cancel_requested',
    }),
  );
}
