/** What one caller may ask of one process, so that it leaves something for the others. */
import { createHash } from 'node:crypto';
import { type ApiProblem, tooManyRequests } from '../api-problem.ts';
import { createAllowances } from './allowances.ts';

/** 0 stands for no limit. Each process counts for itself. */
export interface LimitSettings {
  /** Of one token on average; so many seconds' worth can be saved up as `SAVED_SECONDS` says. */
  readonly requestsPerSecond: number;
  /** From one address. */
  readonly wrongTokensPerMinute: number;
  /** Requests of one token that are held open at a time: those that wait for a job, and streams. */
  readonly heldRequests: number;
}

/** All of them throw ApiProblem (429) when it is too much. */
export interface RequestLimits {
  /** Before a token from this address is looked up. */
  beforeToken(address: string, token: string): void;
  afterToken(address: string, token: string, isRight: boolean): void;
  /** `caller` is the id of a token, or an address of those who need none. */
  request(caller: string): void;
  /** Gives what is to be called when the request is held no more. */
  hold(caller: string): () => void;
}

/** Pipelines come in bursts. */
const SAVED_SECONDS = 10;
/** When the held requests of a caller are at their limit, nobody knows when one ends. */
const HELD_RETRY_SECONDS = 5;
const REMEMBERED_TOKENS = 10_000;

export function createRequestLimits(settings: LimitSettings): RequestLimits {
  const { requestsPerSecond, wrongTokensPerMinute, heldRequests } = settings;
  const requests = createAllowances({
    perSecond: requestsPerSecond,
    most: requestsPerSecond * SAVED_SECONDS,
  });
  const wrongTokens = createAllowances({ perSecond: wrongTokensPerMinute / 60, most: wrongTokensPerMinute });
  const rightTokens = createMemory(REMEMBERED_TOKENS);
  const held = new Map<string, number>();
  return {
    beforeToken(address, token) {
      const seconds = wrongTokens.look(address);
      // Whoever shares an address with somebody who guesses goes on working.
      if (seconds === null || rightTokens.has(token)) return;
      throw tooMany('There were too many wrong tokens from this address.', seconds);
    },
    afterToken(address, token, isRight) {
      if (isRight) rightTokens.add(token);
      else wrongTokens.take(address);
    },
    request(caller) {
      const seconds = requests.take(caller);
      if (seconds === null) return;
      throw tooMany(`A token may send ${requestsPerSecond} requests a second to this server.`, seconds);
    },
    hold(caller) {
      const before = held.get(caller) ?? 0;
      if (heldRequests > 0 && before >= heldRequests)
        throw tooMany(
          `A token may hold ${heldRequests} requests open at a time; let some end, or ask for the job without waiting.`,
          HELD_RETRY_SECONDS,
        );
      held.set(caller, before + 1);
      return once(() => {
        const left = (held.get(caller) ?? 1) - 1;
        if (left > 0) held.set(caller, left);
        else held.delete(caller);
      });
    },
  };
}

const tooMany = (detail: string, seconds: number): ApiProblem =>
  tooManyRequests(`${detail} Try again in ${seconds} s.`, seconds);

/** The newest `most` texts, by their digests: tokens themselves stay nowhere. */
function createMemory(most: number) {
  const digests = new Set<string>();
  const digestOf = (text: string) => createHash('sha256').update(text).digest('base64');
  return {
    has: (text: string) => digests.has(digestOf(text)),
    add(text: string) {
      const digest = digestOf(text);
      digests.delete(digest);
      digests.add(digest);
      if (digests.size > most) digests.delete(digests.values().next().value as string);
    },
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
