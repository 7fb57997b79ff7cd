import { describe, expect, it } from 'vitest';
import { newToken, token, tokenExample } from './token.ts';

describe('a new token', () => {
  it('works in every project and never expires unless told otherwise', () => {
    expect(newToken.parse({ name: 'ci', role: 'analyst' })).toEqual({
      name: 'ci',
      role: 'analyst',
      project_code: null,
      global_admin: false,
      expires_at: null,
    });
  });

  it('cannot be both of one project and a global admin', () => {
    const both = newToken.safeParse({
      name: 'ci',
      role: 'admin',
      project_code: 'webshop',
      global_admin: true,
    });
    expect(both.error?.issues.map(({ path }) => path)).toEqual([['global_admin']]);
  });
});

describe('a token in a list', () => {
  it('has no room for the token itself', () => {
    expect(token.safeParse(tokenExample).success).toBe(true);
    expect(token.safeParse({ ...tokenExample, token: 'assay_secret' }).success).toBe(false);
  });
});
