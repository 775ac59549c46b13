/**
 * Calls as data: what a call takes, what it answers, and what answers it. The router and the OpenAPI document are made of
 * the same routes, so there is none that is not described.
 */

import Router from '@koa/router';
import type { Middleware } from 'koa';
import type { z } from 'zod';
import type { FailureCode } from '../core/failure.js';
import type { Context } from './context.js';
import type { SecurityScheme } from './credential.js';
import { validate } from './validate.js';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface Answer<T extends z.ZodType | null = z.ZodType | null> {
  readonly description: string;
  /** Of the JSON body; null where there is none. */
  readonly schema: T;
  /** Other content types of the same answer, as text. */
  readonly texts?: readonly string[];
}

/** By status. The one below 300 is what the handler's value is sent with. */
export type Answers = Readonly<Record<number, Answer>>;

/** A JSON answer. */
export function answer<T extends z.ZodType>(
  schema: T,
  description: string,
  ...texts: readonly string[]
): Answer<T> {
  return { schema, description, texts };
}

/** An answer without a JSON body. */
export function bare(description: string): Answer<null> {
  return { schema: null, description };
}

/** How a route reads its body. */
export interface Body<T extends z.ZodType> {
  readonly schema: T;
  /** `sent` is undefined without a body. Refuses what does not fit the schema. */
  read(sent: unknown): z.infer<T>;
}

/** A JSON body that is held against its schema; `codeFor` as in `validate`. */
export function json<T extends z.ZodType>(
  schema: T,
  codeFor?: (path: readonly PropertyKey[]) => FailureCode,
): Body<T> {
  return { schema, read: (sent) => validate(schema, sent, codeFor) };
}

type PathParts<P extends string> = P extends `${infer Part}/${infer Rest}`
  ? PathParts<Part> | PathParts<Rest>
  : P extends `:${infer Name}`
    ? Name
    : never;

type Output<T> = T extends z.ZodType ? z.infer<T> : undefined;

/** The parts of a call. Body and query are read when the handler asks for them, so that it can refuse other things first. */
export interface RouteRequest<P extends string, B, Q> {
  /** The parts of the path that begin with a colon. */
  readonly params: Readonly<Record<PathParts<P>, string>>;
  /** The valid body. Refuses with INVALID_REQUEST, or the code that the route's `body` has for it. */
  body(): Output<B>;
  /** The valid query. Refuses with INVALID_REQUEST. */
  query(): Output<Q>;
}

/** Returned by a handler that has sent its answer itself. */
export const ANSWERED: Answered = { answered: true };
export interface Answered {
  readonly answered: true;
}

type Success<A extends Answers> = {
  [S in keyof A]: S extends 200 | 201 | 202 | 204 ? Output<A[S]['schema']> : never;
}[keyof A];

export interface RouteSpec<
  P extends string,
  A extends Answers,
  B extends z.ZodType | undefined,
  Q extends z.ZodObject | undefined,
> {
  readonly method: Method;
  /** Behind the prefix of its group; parts that begin with a colon are parameters. */
  readonly path: P;
  /** What it does, in a few words. */
  readonly summary: string;
  readonly description?: string;
  /** Takes the header Idempotency-Key. */
  readonly idempotent?: true;
  readonly query?: Q;
  readonly body?: Body<NonNullable<B>>;
  readonly answers: A;
  /** Resolves with the body of the answer. */
  readonly handle: (
    ctx: Context,
    request: RouteRequest<P, B, Q>,
  ) => Promise<Success<A> | Answered> | Success<A> | Answered;
}

/** A route whose types have been checked. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly idempotent?: true;
  readonly query?: z.ZodObject | undefined;
  readonly body?: Body<z.ZodType> | undefined;
  readonly answers: Answers;
  readonly respond: Middleware;
}

export function route<
  const P extends string,
  const A extends Answers,
  B extends z.ZodType | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
>(spec: RouteSpec<P, A, B, Q>): Route {
  const { handle, ...described } = spec;
  const success = Object.keys(spec.answers)
    .map(Number)
    .find((status) => status < 300);
  if (success === undefined) throw new Error(`no answer of success [route=${spec.method} ${spec.path}]`);
  const respond = async (ctx: Context): Promise<void> => {
    const value = await handle(ctx, {
      params: ctx['params'] as RouteRequest<P, B, Q>['params'],
      body: () => spec.body?.read(ctx.request.body) as Output<B>,
      query: () => (spec.query && validate(spec.query, ctx.query)) as Output<Q>,
    });
    if (value === ANSWERED) return;
    ctx.status = success;
    if (value !== undefined) ctx.body = value;
  };
  return { ...described, respond: respond as Middleware };
}

/** Routes that belong together: those of an API, or of the operator. */
export interface RouteGroup {
  /** What the group is called in the document. */
  readonly tag: string;
  /** What all paths begin with; '' for none. */
  readonly prefix: string;
  /** How calls show who makes them; null where anybody may. */
  readonly security: SecurityScheme | null;
  /** Runs before each route. */
  readonly use: readonly Middleware[];
  readonly routes: readonly Route[];
}

export function createRouter({ prefix, use, routes }: RouteGroup): Router {
  const router = new Router(prefix === '' ? {} : { prefix });
  for (const { method, path, respond } of routes) router[method](path, ...use, respond);
  return router;
}
