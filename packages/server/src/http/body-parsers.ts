/** How request bodies are read. */
import type { FastifyInstance } from 'fastify';

/** Larger bodies get 413. */
export const BODY_LIMIT_MIB = 4;

/** `application/json`, `application/merge-patch+json` ... with any parameters. */
const JSON_TYPE = /^application\/([\w.-]+\+)?json(\s*;|$)/i;

/** JSON bodies; an empty one counts as absent, so that the schema says what is missing. Others get 415. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(JSON_TYPE, { parseAs: 'string' }, (request, text, done) => {
    if (text.toString().trim() === '') done(null, undefined);
    else void parseJson(request, text.toString(), done);
  });
}

/** Bodies that the operation does not need: of any type, and not looked at. */
export function ignoreBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _bytes, done) => done(null, undefined));
}
