/** Errors on their way out: one body for all of them. */
import { ERRORS, errorBody, statusOf } from '@assay/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ApiProblem, notFound, problem } from './api-problem.ts';
import { type ErrorTranslator, problemOfError } from './problem-of-error.ts';

const INTERNAL = problem(
  'internal',
  'Something went wrong on our side; the log of the server has the details.',
);

/** Answers every error of this server and of its routes, unknown addresses included. */
export function answerWithProblems(app: FastifyInstance, translate: ErrorTranslator): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, translate));
  app.setNotFoundHandler((request, reply) => sendError(notFound(), request, reply, translate));
}

/**
 * Logs what is our own fault with its stack, and in a line that a target failed: its words are for the caller alone, because
 * they quote the user's SQL and data. Nothing of the stack reaches the caller.
 */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  translate: ErrorTranslator,
): FastifyReply {
  const found = problemOfError(error, translate) ?? INTERNAL;
  const status = statusOf(found.entries);
  if (found.entries[0].code === 'target_error')
    request.log.info({ places: found.entries.map(({ path }) => path) }, 'target failed');
  else if (status >= 500) request.log.error({ err: error }, 'request failed');
  return reply
    .code(status)
    .headers(found.headers)
    .type('application/json; charset=utf-8')
    .send(errorBody(entriesOf(found, request.id), found.attachments));
}

const entriesOf = (found: ApiProblem, requestId: string) =>
  found.entries.map((entry) =>
    ERRORS[entry.code].status === 500 ? { ...entry, request_id: requestId } : entry,
  );
