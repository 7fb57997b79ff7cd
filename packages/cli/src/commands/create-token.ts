/** `assay token create`: an API token, printed once. */
import { type NewToken, ROLES, type Role } from '@assay/contract';
import { serverClient } from '../server-client.ts';
import { UsageError } from '../usage-error.ts';

export interface CreateTokenOptions {
  readonly name: string;
  readonly role: string;
  readonly project?: string;
  readonly expires?: string;
  readonly globalAdmin?: boolean;
}

/** Asks the server that ASSAY_URL and ASSAY_TOKEN name: only it may touch its store. */
export async function createToken(options: CreateTokenOptions): Promise<void> {
  const client = serverClient();
  if (!(ROLES as readonly string[]).includes(options.role)) {
    throw new UsageError(`--role must be one of ${ROLES.join(', ')}.`);
  }
  const body: Partial<NewToken> & Pick<NewToken, 'name' | 'role'> = {
    name: options.name,
    role: options.role as Role,
    project_code: options.project ?? null,
    global_admin: options.globalAdmin ?? false,
    expires_at: options.expires ?? null,
  };
  const created = await client.createToken({ body });
  process.stdout.write(`${created.token}\n`);
}
