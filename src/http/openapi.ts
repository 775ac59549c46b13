/** The OpenAPI document of everything that this gateway answers, made of the routes that answer it. */

import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { FAILURES } from '../core/failure.js';
import { VERSION } from '../version.js';
import type { Answer, Answers, Route, RouteGroup } from './route.js';

/** Calls of several groups that share method and path are described as one. */
export function createOpenApi(groups: readonly RouteGroup[]): object {
  const registry = new OpenAPIRegistry();
  for (const { security } of groups) {
    if (security !== null)
      registry.registerComponent('securitySchemes', security.name, { ...security.definition });
  }
  for (const calls of callsByOperation(groups).values()) registry.registerPath(describe(calls));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version: VERSION,
      description: `Error codes: ${Object.keys(FAILURES).join(', ')}.`,
    },
    servers: [{ url: '/' }],
  });
}

/** A route in its group. */
interface Call {
  readonly group: RouteGroup;
  readonly route: Route;
}

/** Those of one method and path. */
type Calls = readonly [Call, ...Call[]];

function callsByOperation(groups: readonly RouteGroup[]): ReadonlyMap<string, Calls> {
  const operations = new Map<string, Calls>();
  const calls = groups.flatMap((group) => group.routes.map((route) => ({ group, route })));
  for (const call of calls) {
    const operation = `${call.route.method} ${pathOf(call)}`;
    const earlier = operations.get(operation);
    operations.set(operation, earlier === undefined ? [call] : [...earlier, call]);
  }
  return operations;
}

/** The path with its parameters in braces. */
function pathOf({ group, route }: Call): string {
  return `${group.prefix}${route.path}`.replaceAll(/:(\w+)/g, '{$1}');
}

function describe(calls: Calls): RouteConfig {
  const [first] = calls;
  const path = pathOf(first);
  const routes = calls.map(({ route }) => route);
  const description = descriptionOf(calls);
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name)),
    ...(routes.some(({ idempotent }) => idempotent) ? [idempotencyKey] : []),
  ];
  const query = merged(routes.flatMap((route) => route.query ?? []));
  const bodies = routes.flatMap(({ body }) => body?.schema ?? []);
  const security = calls.flatMap(({ group }) =>
    group.security === null ? [] : [{ [group.security.name]: [] }],
  );
  return {
    method: first.route.method,
    path,
    tags: calls.map(({ group }) => group.tag),
    summary: calls.length === 1 ? first.route.summary : perTag(calls, ({ summary }) => summary).join('. '),
    ...(description === '' ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    request: {
      ...(query === null ? {} : { query }),
      ...(bodies.length === 0 ? {} : { body: { required: true, content: asJson(either(bodies)) } }),
    },
    responses: responsesOf(routes.map(({ answers }) => answers)),
    ...(security.length === 0 ? {} : { security }),
  };
}

/** Of calls that share method and path, first how they are told apart. */
function descriptionOf(calls: Calls): string {
  const [first, ...others] = calls;
  if (others.length === 0) return first.route.description ?? '';
  const headers = calls.map(
    ({ group }, at) => `with ${group.security?.header} ${at === 0 ? 'this' : 'it'} is ${group.tag}`,
  );
  const note = `${headers.join(', ')}; both at once are a 400.`;
  return [
    note.charAt(0).toUpperCase() + note.slice(1),
    ...perTag(calls, ({ description }) => description),
  ].join(' ');
}

function perTag(calls: Calls, text: (route: Route) => string | undefined): string[] {
  return calls.flatMap(({ group, route }) => {
    const found = text(route);
    return found === undefined ? [] : [`${group.tag}: ${found}`];
  });
}

function responsesOf(all: readonly Answers[]): RouteConfig['responses'] {
  const statuses = [...new Set(all.flatMap((answers) => Object.keys(answers)))];
  return Object.fromEntries(
    statuses.map((status) => [status, responseOf(all.flatMap((answers) => answers[Number(status)] ?? []))]),
  );
}

function responseOf(answers: readonly Answer[]): RouteConfig['responses'][string] {
  const description = answers.map((answer) => answer.description).join('; ');
  const schemas = answers.flatMap(({ schema }) => schema ?? []);
  if (schemas.length === 0) return { description };
  const texts = answers.flatMap((answer) => answer.texts ?? []);
  return { description, content: { ...asJson(either(schemas)), ...Object.fromEntries(texts.map(asText)) } };
}

function asJson(schema: z.ZodType) {
  return { 'application/json': { schema } };
}

function asText(type: string): [string, { schema: { type: 'string' } }] {
  return [type, { schema: { type: 'string' } }];
}

function either([first, ...others]: readonly z.ZodType[]): z.ZodType {
  if (first === undefined) throw new Error('no schema to choose from');
  return others.length === 0 ? first : z.union([first, ...others]);
}

function merged([first, ...others]: readonly z.ZodObject[]): z.ZodObject | null {
  return first === undefined ? null : others.reduce((all, query) => all.extend(query.shape), first);
}

const pathParameter = (name: string) => ({
  name,
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const },
});

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  schema: { type: 'string' as const, maxLength: 255 },
  description:
    'An addition of Holdfast. The same key and body attach to the same job; nothing is charged twice.',
};
