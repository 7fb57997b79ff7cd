/** A mail server on this machine that keeps what it is sent. */
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  readonly encrypted: boolean;
  readonly user: string | null;
  /** Headers and body as they came. */
  readonly source: string;
}

export interface MailReceiver {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** Takes the password `correct`; refuses recipients that begin with `nobody`. */
export async function startMailReceiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onAuth(auth, _session, callback) {
      if (auth.password === 'correct') callback(null, { user: auth.username });
      else callback(new Error('wrong password'));
    },
    onRcptTo({ address }, _session, callback) {
      callback(address.startsWith('nobody') ? new Error('no such mailbox') : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          encrypted: session.secure,
          user: session.user ?? null,
          source: Buffer.concat(chunks).toString(),
        });
        callback();
      });
    },
    ...options,
  });
  // A client that refuses the certificate breaks off, as it should.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
