/** Turns a bearer token into a principal. */
import type { Principal } from './principal.ts';

export interface Authenticator {
  /** Null for a token that is unknown, revoked or expired: callers cannot tell which. */
  authenticate(token: string): Promise<Principal | null>;
}

/** The token of an `Authorization: Bearer` header; null without one. RFC 6750: the scheme's case does not matter. */
export function readBearerToken(authorization: string | undefined): string | null {
  return /^bearer +([\w~+/.=-]+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}
