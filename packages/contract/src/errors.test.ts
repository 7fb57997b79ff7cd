import { describe, expect, it } from 'vitest';
import { ERROR_CODES, ERRORS, errorBody, NOT_FOUND_BODY, statusOf } from './errors.ts';
import { errorBodySchema } from './schemas/error.ts';
import { importResultExample } from './schemas/import-result.ts';

describe('the table of errors', () => {
  it.each(ERROR_CODES)('%s has a status of its kind, a title and a remedy', (code) => {
    const { status, title, when } = ERRORS[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).not.toBe('');
    expect(when).toMatch(/\.$/);
  });

  it('has no 403: what may not be seen is not found', () => {
    expect(ERROR_CODES.map((code) => ERRORS[code].status)).not.toContain(403);
  });
});

describe('the body of an error', () => {
  it('holds every entry twice, at the top and under detail', () => {
    const entries = [
      { code: 'invalid_request', detail: 'query.page must be at least 1.', path: 'query.page' },
      { code: 'invalid_request', detail: 'body.name is required.', path: 'body.name' },
    ] as const;
    const body = errorBody(entries);
    expect(body).toEqual({ errors: entries, detail: { errors: entries } });
    expect(errorBodySchema.safeParse(body).success).toBe(true);
    expect(statusOf(entries)).toBe(422);
  });

  it('holds the plan of a refused import beside them, twice too', () => {
    const entries = [{ code: 'strict_validation_failed', detail: 'Nothing was imported.' }] as const;
    const body = errorBody(entries, { import_result: importResultExample });
    expect(body.import_result).toEqual(importResultExample);
    expect(body.detail.import_result).toEqual(importResultExample);
    expect(errorBodySchema.safeParse(body).success).toBe(true);
  });

  it('says the same for everything that is not found', () => {
    expect(JSON.stringify(NOT_FOUND_BODY)).toBe(
      '{"errors":[{"code":"not_found","detail":"Not found"}],"detail":{"errors":[{"code":"not_found","detail":"Not found"}]}}',
    );
  });

  it('is never empty', () => {
    expect(() => errorBody([])).toThrow(RangeError);
  });
});
