/** Whom the server may call at an address that a user has chosen. */
import { promises as dns, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './address-rules.ts';

export interface OutboundPolicy {
  /** Hosts that may be called by http too and at private addresses, in lower case; `all` for every host. */
  readonly allowedHosts: 'all' | readonly string[];
}

/** Addresses of a host name. Rejects with the resolver's error. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The address may not be called; the message says why and what to do, and is fit for users. */
export class OutboundRefusedError extends Error {
  override readonly name = 'OutboundRefusedError';
}

export const resolveHost: ResolveHost = (hostname) => dns.lookup(hostname, { all: true, verbatim: true });

/** Without the brackets of an IPv6 address and the dot at the end of a full name. */
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const isAllowed = ({ allowedHosts }: OutboundPolicy, host: string): boolean =>
  allowedHosts === 'all' || allowedHosts.includes(host);

/** What can be said against a URL without asking the resolver; null when nothing can. */
export function refusalOf(url: URL, policy: OutboundPolicy): string | null {
  const host = hostOf(url);
  if (isAllowed(policy, host)) return null;
  if (url.protocol !== 'https:') return `must begin with https://, or the server must allow ${host} (${HOW})`;
  if (host === 'localhost' || (isIP(host) !== 0 && !isPublicAddress(host))) {
    return `must not lead to ${host}, which is no public address, unless the server allows it (${HOW})`;
  }
  return null;
}
const HOW = 'ASSAY_ALLOW_PRIVATE_WEBHOOKS';

/**
 * The addresses to connect to, and no others: whoever resolved the name again could be given another answer.
 * One private address among them refuses all. Throws OutboundRefusedError.
 */
export async function allowedAddresses(
  url: URL,
  policy: OutboundPolicy,
  resolve: ResolveHost,
): Promise<readonly LookupAddress[]> {
  const refusal = refusalOf(url, policy);
  if (refusal !== null) throw new OutboundRefusedError(`The address ${refusal}.`);
  const host = hostOf(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolveOrRefuse(host, resolve) : [{ address: host, family }];
  if (!isAllowed(policy, host) && !addresses.every(({ address }) => isPublicAddress(address))) {
    // Which one is not told: names of an inner network are none of the caller's business.
    throw new OutboundRefusedError(`${host} resolves to an address that is not public; see ${HOW}.`);
  }
  return addresses;
}

async function resolveOrRefuse(host: string, resolve: ResolveHost): Promise<readonly LookupAddress[]> {
  try {
    const addresses = await resolve(host);
    if (addresses.length > 0) return addresses;
  } catch (cause) {
    throw new OutboundRefusedError(`The name ${host} does not resolve.`, { cause });
  }
  throw new OutboundRefusedError(`The name ${host} does not resolve.`);
}
