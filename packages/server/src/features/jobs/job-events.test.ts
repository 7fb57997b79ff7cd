import { type JobEvent, NOT_FOUND_BODY } from '@assay/contract';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { givenCsvTables } from '../testing/given-tables.ts';
import { describeServers } from '../testing/server-for-test.ts';
import { openRawStream, type RawEvent } from './testing/raw-stream.ts';
import { gate, piecesDone, scriptedWorker } from './testing/scripted-worker.ts';

const PATIENCE = { timeout: 10_000, interval: 20 };
const ALL_OF_A_RUN = [
  'status pending',
  'status claimed',
  'status running',
  'status completed',
  'end completed',
];

const summaryOf = ({ event, data }: JobEvent | RawEvent): string =>
  event === 'progress' ? `progress ${data.percent}` : `${event} ${event === 'log' ? data.line : data.status}`;

const NO_WORKER = { workerSlots: 0 };

describeServers(
  'watching a job',
  (server) => {
    let tableGroupId: string;
    beforeAll(async () => {
      ({ tableGroupId } = await givenCsvTables(server(), { orders: 'id\n1\n' }));
    });
    beforeEach(() => server().store.jobs.query('DELETE FROM job'));
    const submit = async () =>
      (await server().client.submitProfilingRun({ table_group_id: tableGroupId })).id;
    const ended = (id: string) => server().client.waitForJob(id, { timeoutMs: 10_000 });
    const watched = async (id: string): Promise<string[]> => {
      const told: string[] = [];
      for await (const event of server().client.watchJob(id)) told.push(summaryOf(event));
      return told;
    };

    it('tells every status and the end, whenever the watching began', async () => {
      const id = await submit();
      const fromTheBeginning = watched(id);
      await scriptedWorker(server(), async () => {});
      expect(await fromTheBeginning).toEqual(ALL_OF_A_RUN);
      expect(await watched(id)).toEqual(ALL_OF_A_RUN);
    });

    it('tells the job as it ended', async () => {
      const id = await submit();
      await scriptedWorker(server(), async () => {
        throw Object.assign(new Error('internal'), { userMessage: 'The table is gone.' });
      });
      const job = await ended(id);
      const events: JobEvent[] = [];
      for await (const event of server().client.watchJob(id)) events.push(event);
      expect(job.error_message).toBe('The table is gone.');
      expect(events.at(-1)).toMatchObject({ event: 'end', data: job });
      expect(events.at(-2)).toMatchObject({
        event: 'status',
        data: { status: 'error', at: job.completed_at },
      });
    });

    it('tells that a job was asked to stop', async () => {
      const id = await submit();
      await scriptedWorker(
        server(),
        (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          }),
      );
      const watching = watched(id);
      await expect.poll(async () => (await server().client.getJob({ job_id: id })).status).toBe('running');
      await server().client.cancelJob({ job_id: id });
      expect((await watching).slice(2)).toEqual([
        'status running',
        'status cancel_requested',
        'log 1',
        'status canceled',
        'end canceled',
      ]);
    });

    it('tells the newest progress, the last one always', async () => {
      const id = await submit();
      const halfWay = gate();
      await scriptedWorker(server(), async (_, { progress }) => {
        progress(piecesDone(50));
        await halfWay.opened;
        for (let done = 51; done < 100; done++) progress(piecesDone(done));
      });
      const stream = openRawStream(server(), id);
      await expect.poll(() => stream.events().map(summaryOf), PATIENCE).toContain('progress 50');
      halfWay.open();
      await expect.poll(stream.closed, PATIENCE).toBe(true);
      const told = stream.events().map(summaryOf);
      expect(told.slice(-3)).toEqual(['progress 100', 'status completed', 'end completed']);
      expect(stream.events().findLast(({ event }) => event === 'progress')?.data.steps[0].done).toBe(99);
    });

    it('goes on after the last event that a reader had: nothing twice, nothing missing', async () => {
      const id = await submit();
      const halfWay = gate();
      await scriptedWorker(server(), async (_, { progress }) => {
        progress(piecesDone(10));
        await halfWay.opened;
      });
      const first = openRawStream(server(), id);
      await expect.poll(() => first.events().map(summaryOf), PATIENCE).toContain('progress 10');
      first.socket.destroy();
      const had = first.events();
      halfWay.open();
      await ended(id);
      const second = openRawStream(server(), id, { lastEventId: had.at(-1)?.id ?? '' });
      await expect.poll(second.closed, PATIENCE).toBe(true);
      expect(had.map(summaryOf)).toEqual([...ALL_OF_A_RUN.slice(0, 3), 'progress 10']);
      expect(second.events().map(summaryOf)).toEqual(['progress 100', ...ALL_OF_A_RUN.slice(3)]);
    });

    it('tells every line of the log, after a cut those behind it', async () => {
      const id = await submit();
      const LINES = 450;
      const halfWay = gate();
      await scriptedWorker(server(), async (_, { log }) => {
        for (let n = 1; n <= LINES; n++) log('info', `line ${n}`);
        await halfWay.opened;
        log('warning', 'the last line', { rows: 3 });
      });
      const first = openRawStream(server(), id);
      const lines = (stream: typeof first) => stream.events().filter(({ event }) => event === 'log');
      await expect.poll(() => lines(first).length, PATIENCE).toBe(LINES);
      first.socket.destroy();
      const had = lines(first);
      halfWay.open();
      await ended(id);
      expect(had.map(({ data }) => data.line)).toEqual(
        Array.from({ length: LINES }, (_, index) => index + 1),
      );
      const second = openRawStream(server(), id, { lastEventId: had[299]?.id ?? '' });
      await expect.poll(second.closed, PATIENCE).toBe(true);
      expect(lines(second).map(({ data }) => data.line)).toEqual(
        Array.from({ length: LINES + 1 - 300 }, (_, index) => 301 + index),
      );
      expect(lines(second).at(-1)?.data).toMatchObject({
        ...{ level: 'warning', attempt: 1, message: 'the last line', facts: { rows: 3 } },
      });
      expect(second.events().slice(-2).map(summaryOf)).toEqual(['status completed', 'end completed']);
    });

    it('can go on after each single event', async () => {
      const id = await submit();
      await scriptedWorker(server(), async (_, { progress }) => progress(piecesDone(10)));
      await ended(id);
      const whole = openRawStream(server(), id);
      await expect.poll(whole.closed, PATIENCE).toBe(true);
      const events = whole.events();
      expect(events).toHaveLength(6);
      for (const [index, { id: lastEventId }] of events.slice(0, -1).entries()) {
        const rest = openRawStream(server(), id, { lastEventId });
        await expect.poll(rest.closed, PATIENCE).toBe(true);
        expect(rest.events()).toEqual(events.slice(index + 1));
      }
    });

    it('has nothing more for who has seen the end, and says so in the way that browsers obey', async () => {
      const id = await submit();
      await scriptedWorker(server(), async () => {});
      await ended(id);
      let lastEventId = '';
      for await (const event of server().client.watchJob(id)) lastEventId = event.id;
      const headers = { authorization: `Bearer ${server().token}`, 'last-event-id': lastEventId };
      const response = await fetch(`${server().url}/api/v1/jobs/${id}/events`, { headers });
      expect([response.status, await response.text()]).toEqual([204, '']);
      for await (const event of server().client.watchJob(id, { lastEventId })) expect(event).toBeUndefined();
    });

    it('begins with a hint when to come back, and answers HEAD without any event', async () => {
      const id = await submit();
      const stream = openRawStream(server(), id);
      await expect.poll(stream.text, PATIENCE).toContain('status');
      expect(stream.text()).toMatch(/content-type: text\/event-stream; charset=utf-8\r\n/);
      expect(stream.text()).toMatch(/connection: close\r\n/);
      expect(stream.text()).toContain('retry: 1000\n\n');
      const head = openRawStream(server(), id, { method: 'HEAD' });
      await expect.poll(head.closed, PATIENCE).toBe(true);
      expect(head.events()).toEqual([]);
    });

    it('is refused like any read of the job', async () => {
      const unknown = '019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11';
      const get = (path: string, headers: Record<string, string> = {}) =>
        fetch(`${server().url}/api/v1/jobs/${path}`, {
          headers: { authorization: `Bearer ${server().token}`, ...headers },
        });
      const [missing, sibling] = [await get(`${unknown}/events`), await get(unknown)];
      expect([missing.status, await missing.text()]).toEqual([404, await sibling.text()]);
      expect(JSON.parse(JSON.stringify(NOT_FOUND_BODY))).toEqual(await (await get(unknown)).json());
      expect((await get(`${unknown}/events`, { authorization: 'Bearer nobody' })).status).toBe(401);
      const malformed = await get(`${await submit()}/events`, { 'last-event-id': 'yesterday' });
      expect(malformed.status).toBe(422);
      expect(await malformed.text()).toContain(
        'headers.last-event-id must be the id of an event of this stream.',
      );
    });

    it('gives a reader that was slow the newest, not all that it missed', async () => {
      const id = await submit();
      const REPORTS = 400;
      const text = 'x'.repeat(100_000);
      const reading = gate();
      await scriptedWorker(server(), async (_, { progress, write }) => {
        for (let n = 1; n <= REPORTS; n++) {
          progress(piecesDone(n, text));
          await write(async () => {});
        }
        reading.open();
      });
      const stream = openRawStream(server(), id);
      stream.socket.pause();
      await reading.opened;
      await ended(id);
      stream.socket.resume();
      await expect.poll(stream.closed, PATIENCE).toBe(true);
      const reports = stream.events().filter(({ event }) => event === 'progress');
      expect(reports.length).toBeLessThan(REPORTS / 4);
      expect(reports.at(-1)?.data).toMatchObject({ percent: 100, steps: [{ done: REPORTS }] });
      expect(stream.events().at(-1)?.event).toBe('end');
    });
  },
  NO_WORKER,
);
