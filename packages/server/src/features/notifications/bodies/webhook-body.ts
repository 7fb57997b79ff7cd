/** The body of a webhook: `{type, timestamp, data}` of Standard Webhooks, with the id of the event. */
import type { NotificationEvent } from '@assay/contract';

/**
 * A notification that groups always sends `events.group`, even of one event, so that its receiver knows one form.
 * A test message says so beside `type`.
 */
export function webhookBody(
  events: readonly NotificationEvent[],
  { grouped, test }: { readonly grouped: boolean; readonly test: boolean },
): string {
  const mark = test ? { test: true } : {};
  const [first] = events;
  if (first === undefined) throw new RangeError('A delivery has at least one event.');
  if (!grouped && events.length === 1) return JSON.stringify({ ...first, ...mark });
  const last = events.at(-1) ?? first;
  return JSON.stringify({ type: 'events.group', timestamp: last.timestamp, data: { events }, ...mark });
}
