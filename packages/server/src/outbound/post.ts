/** One POST to an address that a user has chosen. */
import type { LookupAddress } from 'node:dns';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { allowedAddresses, type OutboundPolicy, type ResolveHost, resolveHost } from './outbound-policy.ts';

export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly policy: OutboundPolicy;
  /** For everything together: resolving, connecting, the whole answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly resolve?: ResolveHost | undefined;
}

export interface PostAnswer {
  readonly status: number;
  /** The `Retry-After` header as it came. */
  readonly retryAfter: string | null;
  /** The beginning of the body, at most 2 KiB. */
  readonly text: string;
}

/** There was no answer; the message says what happened, in words for users. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

const MAX_ANSWER_BYTES = 2048;

/**
 * Any status is an answer; redirects are answers too and are not followed, or they would lead around the policy.
 * Throws OutboundRefusedError, NoAnswerError, and the reason of `signal` when that aborts.
 */
export async function post(url: URL, options: PostOptions): Promise<PostAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    const looking = allowedAddresses(url, options.policy, options.resolve ?? resolveHost);
    const answer = await send(url, options, await unlessAborted(looking, signal), signal);
    return await readAnswer(answer, signal);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (timeout.aborted) {
      throw new NoAnswerError(`There was no answer within ${options.timeoutMs / 1000} seconds.`);
    }
    throw noAnswer(error);
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

function send(
  url: URL,
  { headers, body }: PostOptions,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const sent: ClientRequest = request(
    url,
    {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: pinnedTo(addresses),
      // A connection of its own: a pooled one may lead to where the name led earlier.
      agent: false,
      signal,
    },
    resolve,
  );
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** The connection asks for the name again and gets what was checked. The name stays for TLS and the Host header. */
const pinnedTo =
  (addresses: readonly LookupAddress[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

/** What came before the answer broke off or the time was over is good enough: the status has been said. */
async function readAnswer(answer: IncomingMessage, signal: AbortSignal): Promise<PostAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= MAX_ANSWER_BYTES || signal.aborted) break;
    }
  } catch {
    // See above.
  } finally {
    answer.destroy();
  }
  const text = new TextDecoder().decode(Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES));
  return { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] ?? null, text };
}

/** https://nodejs.org/api/errors.html#nodejs-error-codes and the codes of OpenSSL. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at the address.',
  ECONNRESET: 'The connection was broken off.',
  EPIPE: 'The connection was broken off.',
  EHOSTUNREACH: 'There is no way to the address.',
  ENETUNREACH: 'There is no way to the address.',
  ETIMEDOUT: 'The connection could not be made in time.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is signed by an unknown authority.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate is signed by an unknown authority.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'The certificate is signed by an unknown authority.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is for another name.',
};

function noAnswer(error: unknown): Error {
  if (!(error instanceof Error) || !('code' in error)) return error as Error;
  const code = String(error.code);
  return new NoAnswerError(REASONS[code] ?? `There was no answer (${code}).`, { cause: error });
}
