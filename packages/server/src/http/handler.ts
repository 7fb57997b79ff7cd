/** What a feature writes for an operation: a function from parsed input to an answer. */
import type { Operation, OperationInput, OperationOutput } from '@assay/contract';
import type { Principal } from './access/principal.ts';

export interface RequestContext {
  /** Who calls. For operations without access rules a principal that may do nothing. */
  readonly principal: Principal;
  /** Project of the resource in the path; null for operations on the server. Access to it is already granted. */
  readonly projectId: string | null;
  readonly requestId: string;
  /** What runs that the request submits continue, as a `traceparent`; null for none. */
  readonly traceParent: string | null;
  /** Aborts when the caller hangs up and when the server closes: give it to whatever takes time. */
  readonly signal: AbortSignal;
}

export interface AnswerHeaders {
  /** Address of what was made, relative to the server: `jobAddress(id)`. */
  readonly location?: string;
  readonly retryAfterSeconds?: number;
  readonly preferenceApplied?: string;
  /** See `etagOf`. A caller that has this version already gets 304 without a body. */
  readonly etag?: string;
  /** What a page may load; only for answers of HTML. */
  readonly contentSecurityPolicy?: string;
}

export interface Answer<Body> {
  readonly body: Body;
  readonly headers?: AnswerHeaders;
}

/** Throws ApiProblem to answer with an error; commits before it resolves. */
export type Handler<Op extends Operation> = (
  input: OperationInput<Op>,
  context: RequestContext,
) => Promise<Answer<OperationOutput<Op>>>;

/** A handler for every operation: one that is missing does not compile. */
export type HandlersOf<Operations extends Readonly<Record<string, Operation>>> = {
  readonly [Id in keyof Operations]: Handler<Operations[Id]>;
};
