/** Response headers as OpenAPI components. */
import type { ERRORS, ErrorCode } from '../errors.ts';
import type { ResponseHeader } from '../operation.ts';

type DocumentedHeader = ResponseHeader | 'WWW-Authenticate';

const WHAT: Readonly<
  Record<DocumentedHeader, { description: string; schema: object; example: string | number }>
> = {
  Location: {
    description: 'Address of the job.',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/api/v1/jobs/019c9f2e-6c1a-7d3b-9a52-4f0e8b7c2d11',
  },
  'Retry-After': {
    description: 'Seconds after which asking again makes sense.',
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  'Preference-Applied': {
    description: 'Says that a `Prefer: wait` was heeded.',
    schema: { type: 'string' },
    example: 'wait=30',
  },
  ETag: {
    description: 'Version of the answer, for `If-None-Match`.',
    schema: { type: 'string' },
    example: '"running-1772353800180"',
  },
  'WWW-Authenticate': {
    description: 'How to authenticate.',
    schema: { type: 'string', const: 'Bearer' },
    example: 'Bearer',
  },
};

export const headerComponents = (): typeof WHAT => WHAT;

export function headerReferences(names: readonly DocumentedHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

const ERROR_HEADERS: Partial<Record<ErrorCode, readonly DocumentedHeader[]>> = {
  unauthenticated: ['WWW-Authenticate'],
  too_many_requests: ['Retry-After'],
  service_unavailable: ['Retry-After'],
};

/** Headers that an error answer carries. */
export const errorHeaders = (codes: readonly (keyof typeof ERRORS)[]): readonly DocumentedHeader[] =>
  codes.flatMap((code) => ERROR_HEADERS[code] ?? []);
