/** Headers of answers: addresses, versions, hints when to ask again. */
import { createHash } from 'node:crypto';
import { API_BASE_PATH } from '@assay/contract';
import type { AnswerHeaders } from './handler.ts';

/** Value of `Location` for a job. */
export const jobAddress = (jobId: string): string => `${API_BASE_PATH}/jobs/${jobId}`;

/** A strong ETag of a body: equal bodies have equal tags. */
export function etagOf(body: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  return `"${digest.slice(0, 22)}"`;
}

/** Whether an `If-None-Match` header names this version. RFC 9110, 13.1.2: weak comparison, lists, `*`. */
export function matchesEtag(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etag);
}

/** The headers as they go on the wire. */
export function wireHeaders(headers: AnswerHeaders = {}): Record<string, string> {
  const named = {
    location: headers.location,
    'retry-after': headers.retryAfterSeconds,
    'preference-applied': headers.preferenceApplied,
    etag: headers.etag,
    'content-security-policy': headers.contentSecurityPolicy,
  };
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
