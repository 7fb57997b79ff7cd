/** The server that commands speak to: the one that ASSAY_URL and ASSAY_TOKEN name. Only it may touch its store. */
import { type Client, createClient } from '@assay/contract';
import { UsageError } from './usage-error.ts';

/** Throws UsageError without a token. */
export function serverClient(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Client {
  const { ASSAY_URL: url = 'http://127.0.0.1:4080', ASSAY_TOKEN: token } = environment;
  if (!token) {
    throw new UsageError(
      'Set ASSAY_TOKEN to a token of the server at ASSAY_URL; it prints one at its first start (or set ASSAY_BOOTSTRAP_TOKEN there).',
    );
  }
  return createClient({ url, token });
}
