/** Sends a delivery the way that its notification asks for. */
import type { NotificationEvent, NotificationKind } from '@assay/contract';
import type { SmtpSettings } from '../../config.ts';
import { type SecretBox, SecretOpenError } from '../../secrets/secret-box.ts';
import type { Notification } from '../../store/tables/notification-tables.ts';
import { type AttemptResult, failedAttempt } from './attempt-result.ts';
import { emailBody } from './bodies/email-body.ts';
import { composeMessage } from './bodies/message.ts';
import { slackBody } from './bodies/slack-body.ts';
import { teamsBody } from './bodies/teams-body.ts';
import { webhookBody } from './bodies/webhook-body.ts';
import { sendEmail } from './send-email.ts';
import { type HttpCourier, sendHttp } from './send-http.ts';
import { signatureHeaders } from './signature.ts';

/** The part of a delivery that is sent. */
export interface Parcel {
  readonly id: string;
  readonly events: readonly NotificationEvent[];
  readonly test: boolean;
}

export interface CourierSettings extends HttpCourier {
  readonly secrets: SecretBox;
  /** Null = no e-mail. */
  readonly smtp: SmtpSettings | null;
}

/** Rejects only with the reason of `signal`; whatever else goes wrong is the result. */
export type Courier = (
  parcel: Parcel,
  notification: Notification,
  signal?: AbortSignal,
) => Promise<AttemptResult>;

export function createCourier(settings: CourierSettings): Courier {
  const { secrets, smtp } = settings;
  const chat =
    (bodyOf: typeof slackBody): Courier =>
    (parcel, notification, signal) => {
      const body = bodyOf(composeMessage(parcel.events, parcel.test));
      return sendHttp({ url: urlOf(secrets, notification), headers: {}, body }, settings, signal);
    };
  const ways: Readonly<Record<NotificationKind, Courier>> = {
    webhook: (parcel, notification, signal) => {
      const grouped = notification.grouping_seconds > 0;
      const body = webhookBody(parcel.events, { grouped, test: parcel.test });
      const signingSecrets = signingSecretsOf(secrets, notification, new Date());
      const headers = signatureHeaders({ id: parcel.id, sentAt: new Date(), body }, signingSecrets);
      return sendHttp({ url: urlOf(secrets, notification), headers, body }, settings, signal);
    },
    slack: chat(slackBody),
    teams: chat(teamsBody),
    email: ({ id, events, test }, { recipients }, signal) =>
      sendEmail({ id, recipients, body: emailBody(composeMessage(events, test)) }, smtp, signal),
  };
  return async (parcel, notification, signal) => {
    try {
      return await ways[notification.kind](parcel, notification, signal);
    } catch (error) {
      if (error instanceof SecretOpenError) return failedAttempt(error.userMessage);
      throw error;
    }
  };
}

const urlOf = (secrets: SecretBox, { id, sealed_url }: Notification): URL =>
  new URL(secrets.open(sealed_url ?? '', { ownerId: id, field: 'url' }));

/** The present one first; the one before as long as receivers may still hold it. */
function signingSecretsOf(
  secrets: SecretBox,
  { id, sealed_secret, sealed_previous_secret, previous_secret_until }: Notification,
  now: Date,
): string[] {
  const previousCounts = previous_secret_until !== null && previous_secret_until > now;
  return [
    secrets.open(sealed_secret ?? '', { ownerId: id, field: 'secret' }),
    // Sealed as the present secret that it was.
    ...(previousCounts ? [secrets.open(sealed_previous_secret ?? '', { ownerId: id, field: 'secret' })] : []),
  ];
}
