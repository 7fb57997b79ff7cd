import { createSecretBox, type SecretBox, SecretOpenError } from '../../secrets/secret-box.ts';
import { hasKey, loadKeyRing } from '../../secrets/secret-key.ts';
import type { Queryable } from '../../store/store.ts';
import type { Check, MachineWithStore } from '../check.ts';
import { failed, ok, warning } from '../finding.ts';

interface Sealed {
  /** For a person. */
  readonly of: string;
  readonly ownerId: string;
  readonly field: string;
  readonly text: string;
}

/** Every stored credential is opened once; none is shown. */
export const credentials: Check<MachineWithStore> = {
  name: 'credentials',
  async look({ config, store }) {
    const sealed = await listSealed(store.db);
    const source = {
      configured: config.secretKey,
      home: config.home,
      storeIsShared: config.databaseUrl !== null,
    };
    if (!hasKey(source)) {
      if (sealed.length === 0) return ok('none stored; the key will be made at the first start');
      return failed(
        `There is no key, and ${sealed.length} credentials that were sealed with it.`,
        `Restore the file secret.key of ${config.home} from a backup, or set ASSAY_SECRET_KEY; without it enter the credentials again.`,
      );
    }
    const box = createSecretBox(loadKeyRing(source));
    const lost = sealed.filter((one) => !opens(box, one)).map(({ of }) => of);
    if (lost.length > 0) {
      return failed(
        `The key does not open the credentials of ${[...new Set(lost)].join(', ')}.`,
        'Add the key that they were sealed with to ASSAY_SECRET_KEY, after a comma, or enter them again.',
      );
    }
    const outdated = sealed.filter(({ text }) => box.isOutdated(text)).length;
    const detail = `${sealed.length} stored, all of them open`;
    if (outdated === 0) return ok(detail);
    return warning(
      `${detail}; ${outdated} with an older key.`,
      'Keep the older key in ASSAY_SECRET_KEY until they were entered again.',
    );
  },
};

async function listSealed(db: Queryable): Promise<readonly Sealed[]> {
  const connections = await db.selectFrom('connection').select(['id', 'name', 'secrets']).execute();
  const notifications = await db
    .selectFrom('notification')
    .select(['id', 'name', 'sealed_url', 'sealed_secret', 'sealed_previous_secret'])
    .execute();
  return [
    ...connections.flatMap(({ id, name, secrets }) =>
      Object.entries(secrets).map(([field, text]) => ({
        ...{ of: `connection "${name}"`, ownerId: id },
        ...{ field, text },
      })),
    ),
    ...notifications.flatMap(({ id, name, ...row }) =>
      [
        { field: 'url', text: row.sealed_url },
        { field: 'secret', text: row.sealed_secret },
        { field: 'secret', text: row.sealed_previous_secret },
      ].flatMap(({ field, text }) =>
        text === null ? [] : [{ of: `notification "${name}"`, ownerId: id, field, text }],
      ),
    ),
  ];
}

function opens(box: SecretBox, { ownerId, field, text }: Sealed): boolean {
  try {
    box.open(text, { ownerId, field });
    return true;
  } catch (error) {
    if (error instanceof SecretOpenError) return false;
    throw error;
  }
}
