/** Connections themselves: how long they may take, what those get that speak no HTTP, and how they end. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { ERRORS, type ErrorCode, errorBody } from '@assay/contract';
import type { FastifyInstance } from 'fastify';

export interface ConnectionTimeouts {
  /** From the connection, or the request before, to the end of the headers: a connection that says nothing ends so. */
  readonly headersMs: number;
  /** To the end of the body: half-open connections must not pile up. */
  readonly requestMs: number;
  /** How often both are looked at. */
  readonly checkMs: number;
}

/** Large bodies on slow lines need a minute; headers are one packet. */
export const CONNECTION_TIMEOUTS: ConnectionTimeouts = {
  headersMs: 15_000,
  requestMs: 60_000,
  checkMs: 5_000,
};

/** Errors of Node's parser that are not simply malformed, https://nodejs.org/api/errors.html */
const PARSER_ERRORS: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** Answers what is no request, in the form of all errors, and hangs up. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  // Nobody is there, or an answer has begun, into which another one would be mixed.
  if (error.code === 'ECONNRESET' || !socket.writable || hasBegun(socket)) {
    socket.destroy();
    return;
  }
  const code = PARSER_ERRORS[error.code ?? ''] ?? 'malformed_http';
  const { status, title } = ERRORS[code];
  const body = JSON.stringify(errorBody([{ code, detail: DETAILS[code] ?? title }]));
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const DETAILS: Readonly<Partial<Record<ErrorCode, string>>> = {
  malformed_http: 'This is not well-formed HTTP/1.1.',
  headers_too_large: 'The address and the headers are larger than 16 KiB.',
  request_timeout: 'The request took too long to arrive.',
};

/** Node itself looks there: the answer that is being written hangs on its connection. */
const hasBegun = (socket: Socket): boolean =>
  (socket as Socket & { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent === true;

/**
 * A server that closes waits for its connections. Those with a request at work end with its answer; all others, also those
 * that have never said a word, would keep it waiting, and are cut.
 */
export function cutSilentConnections(app: FastifyInstance): void {
  const silent = new Set<Socket>();
  const server = app.server as Server;
  let isClosing = false;
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    response.once('close', () => {
      if (isClosing) socket.end();
      else if (!socket.destroyed) silent.add(socket);
    });
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of silent) socket.destroy();
  });
}
