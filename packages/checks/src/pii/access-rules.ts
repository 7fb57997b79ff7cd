/** What opens doors: passwords, PINs, body features, accounts of users. */
import { hasWord, type PiiRule } from './pii-rule.ts';

export const ACCESS_RULES: readonly PiiRule[] = [
  {
    id: 'password',
    risk: 'High',
    category: 'ID',
    type: 'Security',
    when: 'alone',
    reason: (column) =>
      column.isText &&
      hasWord(column, 'password', 'passwd', 'pwd', 'passphrase', 'auth') &&
      'The column is named after passwords or authentication.',
  },
  {
    id: 'pin',
    risk: 'High',
    category: 'ID',
    type: 'Security',
    when: 'alone',
    reason: (column) =>
      !column.isDate &&
      (column.words[0] === 'pin' || column.words.at(-1) === 'pin') &&
      (column.number('max_length') ?? Number.POSITIVE_INFINITY) < 10 &&
      (column.number('avg_embedded_spaces') ?? 0) < 0.1 &&
      'Named after a PIN, with short values.',
  },
  {
    id: 'body-feature',
    risk: 'High',
    category: 'ID',
    type: 'Security',
    when: 'in_company',
    reason: (column) =>
      (hasWord(column, 'voice', 'voiceprint', 'fingerprint', 'retina', 'biometric', 'biometrics', 'iris') ||
        /(^|_)face_?recog/.test(column.phrase)) &&
      'The column is named after a feature of the body, beside other personal columns.',
  },
  {
    id: 'user-account',
    risk: 'Low',
    category: 'ID',
    type: 'Security',
    when: 'in_company',
    reason: ({ phrase }) =>
      /(^|_)user_?id(_|$)/.test(phrase) && 'The column identifies users, beside other personal columns.',
  },
];
