/** One attempt at a mail. */
import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../config.ts';
import { storableText } from '../../store/storable-text.ts';
import { type AttemptResult, failedAttempt } from './attempt-result.ts';
import type { EmailBody } from './bodies/email-body.ts';

export interface EmailMessage {
  /** Becomes the Message-ID, the same at every attempt, by which mail programs know a repetition. */
  readonly id: string;
  readonly recipients: readonly string[];
  readonly body: EmailBody;
}

/** For each step of the conversation, and for all of it. */
const STEP_TIMEOUT_MS = 10_000;
const EMAIL_TIMEOUT_MS = 30_000;

export const NO_SMTP = 'No mail can be sent: ASSAY_SMTP_URL and ASSAY_SMTP_FROM are not set.';

/**
 * TLS is demanded and certificates are verified: `smtps://` begins with it, `smtp://` must offer STARTTLS, unless the
 * server is this very machine. Parameters of the URL (`?requireTLS=false`) may say otherwise. Throws only the reason of
 * `signal`; the mail may have gone out by then, and goes out again.
 */
export async function sendEmail(
  { id, recipients, body }: EmailMessage,
  smtp: SmtpSettings | null,
  signal?: AbortSignal,
): Promise<AttemptResult> {
  if (smtp === null) return failedAttempt(NO_SMTP);
  const transport = createTransport({
    url: smtp.url,
    requireTLS: !isThisMachine(new URL(smtp.url).hostname),
    connectionTimeout: STEP_TIMEOUT_MS,
    greetingTimeout: STEP_TIMEOUT_MS,
    socketTimeout: STEP_TIMEOUT_MS,
    // Nothing in a mail is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const timeout = AbortSignal.timeout(EMAIL_TIMEOUT_MS);
  const over = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  over.addEventListener('abort', () => reject(Object.assign(new Error(), { code: 'ETIMEDOUT' })), {
    once: true,
  });
  try {
    signal?.throwIfAborted();
    const sending = transport.sendMail({
      from: smtp.from,
      to: [...recipients],
      messageId: `<${id}@${domainOf(smtp.from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...body,
    });
    const { response, rejected } = await Promise.race([sending, givenUp]);
    const refused = rejected.length === 0 ? '' : `; refused: ${rejected.map(String).join(', ')}`;
    return {
      statusCode: null,
      response: storableText(`${response}${refused}`.slice(0, 2048)),
      error: null,
      retryAfterMs: null,
      gone: false,
    };
  } catch (error) {
    signal?.throwIfAborted();
    return failedAttempt(describe(error));
  } finally {
    transport.close();
  }
}

function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

const domainOf = (from: string): string => from.replace(/>$/, '').split('@').at(-1) ?? 'assay';

/** https://nodemailer.com/smtp/#error-codes. The answers of the server may quote the password that was sent: codes only. */
const REASONS: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server refused user and password.',
  ETLS: 'The mail server offers no encryption (STARTTLS) that could be used.',
  ECONNECTION: 'The mail server cannot be reached.',
  ECONNREFUSED: 'The mail server cannot be reached.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  EDNS: 'The name of the mail server does not resolve.',
  EENVELOPE: 'The mail server refused the sender or every recipient.',
  EMESSAGE: 'The mail server refused the message.',
  ESOCKET: 'The connection to the mail server broke off, or its certificate cannot be verified.',
};

function describe(error: unknown): string {
  const { code, responseCode } = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const reason = REASONS[String(code)] ?? 'The mail could not be sent.';
  return typeof responseCode === 'number' ? `${reason} It answered ${responseCode}.` : reason;
}
