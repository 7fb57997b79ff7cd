/** Server-sent events: how a stream is declared, and how one event is written. HTML standard, 9.2. */
import { z } from 'zod';

export interface StreamEvent {
  /** Where a reader stands who has had this event: sent back as `Last-Event-ID`. */
  readonly id: string;
  readonly event: string;
  /** Any JSON value. */
  readonly data: unknown;
}

/**
 * The schema of an answer that is a stream: parsed events in code, `text/event-stream` on the wire. Null stands for
 * 204: the caller has seen the end, and a browser that gets it does not connect again.
 */
export const eventStream = <Event extends z.ZodType<StreamEvent>>(_event: Event) =>
  z.custom<AsyncIterable<z.output<Event>> | null>();

/** The event as text. JSON holds no line breaks, so that its data is one line. */
export const writeEvent = ({ id, event, data }: StreamEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
