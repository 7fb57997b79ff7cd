/** The OpenAPI document and the page that renders it. */
import { createHash } from 'node:crypto';
import { API_BASE_PATH } from '@assay/contract';
import type { FastifyInstance } from 'fastify';
import type { OpenApiDocument } from './open-api-shape.ts';
import { REFERENCE_STYLE } from './reference-style.ts';
import { renderReference } from './render-reference.ts';

const REFERENCE_PATH = '/api/docs';

export function mountReference(app: FastifyInstance, openApi: object): void {
  const document = JSON.stringify(openApi);
  const page = renderReference(openApi as OpenApiDocument);
  const styleHash = createHash('sha256').update(REFERENCE_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'; base-uri 'none'`;
  app.get(`${API_BASE_PATH}/openapi.json`, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  app.get(REFERENCE_PATH, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page),
  );
}
