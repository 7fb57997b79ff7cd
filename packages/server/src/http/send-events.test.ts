import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamEvent } from '@assay/contract';
import { expect, it } from 'vitest';
import { eventText } from './send-events.ts';

const QUIET = { check: () => {}, onStalled: () => {} };
const event = (id: string): StreamEvent => ({ id, event: 'status', data: { text: 'two\nlines' } });

async function* afterSilence(ms: number) {
  yield event('1');
  await sleep(ms);
  yield event('2');
}

async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

it('writes one data line an event, whatever is in it', async () => {
  expect(await textOf(eventText(afterSilence(0), QUIET))).toBe(
    [
      'retry: 1000\n\n',
      'id: 1\nevent: status\ndata: {"text":"two\\nlines"}\n\n',
      'id: 2\nevent: status\ndata: {"text":"two\\nlines"}\n\n',
    ].join(''),
  );
});

it('writes comments while there is nothing to tell', async () => {
  const text = await textOf(eventText(afterSilence(200), { ...QUIET, heartbeatMs: 20 }));
  expect(text).toMatch(/id: 1\n.+\n.+\n\n(:\n\n)+id: 2\n/);
});

it('gives a reader up that takes nothing', async () => {
  const { promise: stalled, resolve: onStalled } = Promise.withResolvers<void>();
  const text = eventText(afterSilence(0), { ...QUIET, onStalled, stalledMs: 20 });
  await text.next();
  await stalled;
  await text.return(undefined);
});

it('takes the next event when the reader has taken the one before, and tells the maker when it leaves', async () => {
  let made = 0;
  let left = false;
  async function* endless() {
    try {
      for (;;) yield event(String(++made));
    } finally {
      left = true;
    }
  }
  const text = eventText(endless(), QUIET);
  for (let taken = 0; taken < 3; taken++) await text.next();
  expect(made).toBeLessThanOrEqual(3);
  await text.return(undefined);
  expect(left).toBe(true);
});

it('breaks off at an event that is not what the contract says', async () => {
  const check = () => {
    throw new Error('not in the contract');
  };
  await expect(textOf(eventText(afterSilence(0), { ...QUIET, check }))).rejects.toThrow(
    'not in the contract',
  );
});
