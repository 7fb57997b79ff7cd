/** Rules of notifications: addresses and secrets sealed, scopes of the own project, nothing half switched off. */
import type { NewNotification, NotificationChange } from '@assay/contract';
import { uuidV7 } from '@assay/jobs';
import { invalidRequest, notFound, problem } from '../../http/api-problem.ts';
import type { OutboundPolicy } from '../../outbound/outbound-policy.ts';
import { isUniqueViolation } from '../../store/store-error.ts';
import type { ServerContext } from '../server-context.ts';
import { giveUpDeliveries } from './deliveries.store.ts';
import { checkScope } from './notification-scope.ts';
import { sealedTarget } from './notification-target.ts';
import {
  findNotification,
  insertNotification,
  lockNotification,
  NOTIFICATION_NAME_CONSTRAINT,
  type PlacedNotification,
  updateNotification,
} from './notifications.store.ts';
import { SWITCHED_OFF } from './send-delivery.ts';
import { NO_SMTP } from './send-email.ts';
import { newSigningSecret } from './signature.ts';

export interface NotificationRules extends Pick<ServerContext, 'store' | 'secrets'> {
  readonly policy: OutboundPolicy;
  /** Whether this server can send mail. */
  readonly sendsEmail: boolean;
}

export interface WithSecret {
  readonly notification: PlacedNotification;
  /** To be shown this once; null for kinds that are not signed. */
  readonly secret: string | null;
}

export async function addNotification(
  rules: NotificationRules,
  projectId: string,
  wanted: NewNotification,
): Promise<WithSecret> {
  const { secrets } = rules;
  const id = uuidV7();
  const secret = wanted.kind === 'webhook' ? newSigningSecret() : null;
  const { kind, on, muted_until: mutedUntil, ...rest } = wanted;
  const target = newTarget(rules, id, wanted);
  return rules.store.transaction(async ({ db }) => {
    await checkScope(db, projectId, wanted);
    await withUniqueName(wanted.name, () =>
      insertNotification(db, {
        id,
        project_id: projectId,
        kind,
        ...withoutTarget(rest),
        ...target,
        occasion: on,
        muted_until: dateOrNull(mutedUntil),
        sealed_secret: secret === null ? null : secrets.seal(secret, { ownerId: id, field: 'secret' }),
      }),
    );
    return { notification: await getNotification(db, id), secret };
  });
}

function newTarget({ secrets, policy, sendsEmail }: NotificationRules, id: string, wanted: NewNotification) {
  if (wanted.kind !== 'email') return sealedTarget(secrets, policy, { ...wanted, id });
  if (!sendsEmail) throw invalidRequest('body.kind', NO_SMTP);
  return { recipients: [...wanted.recipients] };
}

function withoutTarget<Settings extends object>(settings: Settings) {
  const { url, recipients, ...rest } = settings as Settings & { url?: unknown; recipients?: unknown };
  return rest as Omit<Settings, 'url' | 'recipients'>;
}

/** Keeps what is not named. Switching it off ends what is on its way; switching it on forgets why it was off. */
export async function changeNotification(
  rules: NotificationRules,
  id: string,
  change: NotificationChange,
): Promise<PlacedNotification> {
  return rules.store.transaction(async ({ db }) => {
    const existing = await lockNotification(db, id);
    if (existing === undefined) throw notFound();
    const { on, muted_until: mutedUntil, url, recipients, ...rest } = change;
    await checkScope(db, existing.project_id, { ...existing, ...defined(rest) });
    await withUniqueName(change.name ?? existing.name, () =>
      updateNotification(db, id, {
        ...defined(rest),
        ...changedTarget(rules, existing, { url, recipients }),
        ...(on === undefined ? {} : { occasion: on }),
        ...(mutedUntil === undefined ? {} : { muted_until: dateOrNull(mutedUntil) }),
        ...(change.active === undefined ? {} : { disabled_reason: null }),
      }),
    );
    if (change.active === false) await giveUpDeliveries(db, id, SWITCHED_OFF);
    return getNotification(db, id);
  });
}

function changedTarget(
  { secrets, policy }: NotificationRules,
  { id, kind }: PlacedNotification,
  { url, recipients }: Pick<NotificationChange, 'url' | 'recipients'>,
) {
  if (url !== undefined && kind === 'email') {
    throw invalidRequest('body.url', 'body.url is not of e-mail: change body.recipients');
  }
  if (recipients !== undefined && kind !== 'email') {
    throw invalidRequest('body.recipients', `body.recipients is not of ${kind}: change body.url`);
  }
  return {
    ...(url === undefined ? {} : sealedTarget(secrets, policy, { id, kind, url })),
    ...(recipients === undefined ? {} : { recipients: [...recipients] }),
  };
}

/** How long the old secret signs along with the new one. */
const BOTH_SECRETS_MS = 24 * 60 * 60 * 1000;

export async function rotateSecret(rules: NotificationRules, id: string): Promise<WithSecret> {
  return rules.store.transaction(async ({ db }) => {
    const existing = await lockNotification(db, id);
    if (existing === undefined) throw notFound();
    if (existing.kind !== 'webhook') {
      throw invalidRequest('path.notification_id', `A notification of kind ${existing.kind} has no secret.`);
    }
    const secret = newSigningSecret();
    await updateNotification(db, id, {
      sealed_secret: rules.secrets.seal(secret, { ownerId: id, field: 'secret' }),
      sealed_previous_secret: existing.sealed_secret,
      previous_secret_until: new Date(Date.now() + BOTH_SECRETS_MS),
    });
    return { notification: await getNotification(db, id), secret };
  });
}

export async function getNotification(
  db: Parameters<typeof findNotification>[0],
  id: string,
): Promise<PlacedNotification> {
  const notification = await findNotification(db, id);
  if (notification === undefined) throw notFound();
  return notification;
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** A partial body's optional fields, without those that are there but undefined. */
function defined<Fields extends object>(fields: Fields) {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
}

async function withUniqueName(name: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isUniqueViolation(error, NOTIFICATION_NAME_CONSTRAINT)) throw error;
    throw problem('already_exists', `The project has a notification "${name}" already; choose another name.`);
  }
}
