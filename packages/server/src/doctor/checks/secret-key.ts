import { hasKey, loadKeyRing, SecretKeyError } from '../../secrets/secret-key.ts';
import type { Check, Machine } from '../check.ts';
import { failed, ok } from '../finding.ts';

export const secretKey: Check<Machine> = {
  name: 'secret key',
  async look({ config }) {
    const storeIsShared = config.databaseUrl !== null;
    const source = { configured: config.secretKey, home: config.home, storeIsShared };
    if (!hasKey(source) && !storeIsShared) return ok('will be made at the first start');
    try {
      const keys = loadKeyRing(source);
      const others = keys.length === 1 ? '' : `, and ${keys.length - 1} older`;
      return ok(`${config.secretKey === null ? `kept in ${config.home}` : 'set'}: ${keys[0].id}${others}`);
    } catch (error) {
      if (!(error instanceof SecretKeyError)) throw error;
      return failed(error.message, 'Set ASSAY_SECRET_KEY to the same key on every machine.');
    }
  },
};
