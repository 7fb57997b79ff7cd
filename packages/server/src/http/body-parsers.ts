/** How request bodies are read. */
import type { FastifyInstance } from 'fastify';
import { invalidEntries, invalidRequest, problem } from './api-problem.ts';
import { readYaml } from './yaml/read-yaml.ts';

/** Larger bodies get 413. */
export const BODY_LIMIT_MIB = 4;

/** Values inside values inside values ... deeper than that get 422: whatever walks them may do so by calling itself. */
const MAX_DEPTH = 64;

/** `application/json`, `application/merge-patch+json` ... with any parameters. */
const JSON_TYPE = /^application\/([\w.-]+\+)?json(\s*;|$)/i;
/** RFC 9512, with the names that were in use before. */
const YAML_TYPE = /^(application|text)\/(x-)?yaml(\s*;|$)/i;

/** JSON bodies; an empty one counts as absent, so that the schema says what is missing. Others get 415. */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(JSON_TYPE, { parseAs: 'string' }, (request, text, done) => {
    if (text.toString().trim() === '') done(null, undefined);
    else void parseJson(request, text.toString(), refuseDeep(done));
  });
}

/** The same in YAML as well. */
export function acceptJsonAndYaml(app: FastifyInstance): void {
  acceptJson(app);
  app.addContentTypeParser(YAML_TYPE, { parseAs: 'string' }, (_request, text, done) => {
    const reading = readYaml(text.toString());
    if (reading.ok) refuseDeep(done)(null, reading.value);
    else done(invalidEntries(reading.errors));
  });
  app.addContentTypeParser('*', (_request, _payload, done) => done(NEITHER));
}

type Done = (error: Error | null, body?: unknown) => void;

const refuseDeep =
  (done: Done): Done =>
  (error, body) => {
    if (error === null && isDeeperThan(MAX_DEPTH, body)) done(TOO_DEEP);
    else done(error, body);
  };

/** Level by level, so that depth costs no stack. */
function isDeeperThan(depth: number, value: unknown): boolean {
  let level = [value];
  for (let at = 0; at <= depth; at++) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}

const TOO_DEEP = invalidRequest('body', `The body is nested deeper than ${MAX_DEPTH} levels.`);

const NEITHER = problem(
  'unsupported_media_type',
  'The body must be JSON or YAML, sent with Content-Type: application/json or application/yaml.',
);

/** Bodies that the operation does not need: of any type, and not looked at. */
export function ignoreBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _bytes, done) => done(null, undefined));
}
