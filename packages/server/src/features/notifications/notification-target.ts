/** Where a notification goes, as it is stored: the address sealed, and as much of it as may be shown. */
import type { NotificationKind } from '@assay/contract';
import { invalidRequest } from '../../http/api-problem.ts';
import { type OutboundPolicy, refusalOf } from '../../outbound/outbound-policy.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';

/** Throws ApiProblem for an address that may not be called. Names are resolved when something is sent. */
export function sealedTarget(
  secrets: SecretBox,
  policy: OutboundPolicy,
  { id, kind, url }: { readonly id: string; readonly kind: NotificationKind; readonly url: string },
): { readonly sealed_url: string; readonly shown_url: string } {
  const parsed = new URL(url);
  const refusal = refusalOf(parsed, policy);
  if (refusal !== null) throw invalidRequest('body.url', `body.url ${refusal}`);
  return {
    sealed_url: secrets.seal(parsed.href, { ownerId: id, field: 'url' }),
    shown_url: shownPart(kind, parsed),
  };
}

/** The path of a Slack or Teams address is the right to write to the channel; queries of webhooks carry keys. */
function shownPart(kind: NotificationKind, url: URL): string {
  if (kind !== 'webhook') return `${url.origin}/…`;
  return `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}
