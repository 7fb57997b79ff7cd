import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { errorBody, NOT_FOUND_BODY } from '../errors.ts';
import { writeEvent } from '../event-stream.ts';
import { jobExample } from '../schemas/job.ts';
import { type JobEvent, jobEventExamples } from '../schemas/job-event.ts';
import { ApiError } from './api-error.ts';
import { type Client, createClient } from './client.ts';

const EVENTS = [0, 3, 4].flatMap((index) => jobEventExamples[index] ?? []);
const [running, progress, end] = EVENTS.map(writeEvent) as [string, string, string];

let server: Server;
let client: Client;
/** `Last-Event-ID` of each request. */
let asked: (string | undefined)[];
/** What each request gets, in order; the last one repeats. */
let answers: ((response: ServerResponse) => void)[];

const stream =
  (...parts: string[]) =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const part of parts) response.write(part);
    response.end();
  };

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = createClient({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function watched(options: Parameters<Client['watchJob']>[1] = {}): Promise<JobEvent[]> {
  const events: JobEvent[] = [];
  for await (const event of client.watchJob(jobExample.id, options)) events.push(event);
  return events;
}

it('gives every event, and ends with the job', async () => {
  answers = [stream('retry: 1000\n\n', running, ':\n\n', progress, end)];
  expect(await watched()).toEqual(EVENTS);
  expect(asked).toEqual([undefined]);
});

it('reads events that arrive in pieces, letters of several bytes cut apart', async () => {
  const told = writeEvent({ ...EVENTS[1], data: { detail: 'Größe' } } as never);
  const bytes = Buffer.from(told + end);
  answers = [
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const byte of bytes) response.write(Buffer.from([byte]));
      response.end();
    },
  ];
  expect((await watched())[0]?.data).toEqual({ detail: 'Größe' });
});

it('goes on after the last event when the stream ends early, when it breaks, and when the server is away', async () => {
  answers = [
    stream(running),
    (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(progress + end.slice(0, 20), () => response.destroy());
    },
    (response) =>
      response
        .writeHead(503, { 'retry-after': '0' })
        .end(JSON.stringify(errorBody([{ code: 'service_unavailable', detail: 'Starting.' }]))),
    stream(end),
  ];
  expect(await watched()).toEqual(EVENTS);
  const [first, second] = EVENTS.map(({ id }) => id);
  expect(asked).toEqual([undefined, first, second, second]);
});

it('has nothing to give after the end', async () => {
  answers = [(response) => response.writeHead(204).end()];
  expect(await watched({ lastEventId: '6-0-0' })).toEqual([]);
  expect(asked).toEqual(['6-0-0']);
});

it('fails for a job that is not there', async () => {
  answers = [(response) => response.writeHead(404).end(JSON.stringify(NOT_FOUND_BODY))];
  await expect(watched()).rejects.toBeInstanceOf(ApiError);
});

/** The next answer goes on until the client hangs up, which resolves. */
function streamUntilHungUp(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  answers = [
    (response) => {
      response.on('close', resolve);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(running);
    },
  ];
  return promise;
}

it('stops when it is aborted, and hangs up', async () => {
  const hungUp = streamUntilHungUp();
  const stop = new AbortController();
  const reading = (async () => {
    for await (const _ of client.watchJob(jobExample.id, { signal: stop.signal }))
      stop.abort(new Error('enough'));
  })();
  await expect(reading).rejects.toThrow('enough');
  await hungUp;
});

it('hangs up when the caller stops listening', async () => {
  const hungUp = streamUntilHungUp();
  for await (const event of client.watchJob(jobExample.id)) {
    expect(event).toEqual(jobEventExamples[0]);
    break;
  }
  await hungUp;
});
