/** docker-compose.yml as the description of a deployment: which settings its services get. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const service = z.object({
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
});
const file = z.object({
  services: z.object({
    gateway: service,
    worker: service,
    postgres: service,
    'temporal-schema': service,
    temporal: service,
    'temporal-init': service,
  }),
});

export type ComposeServices = z.infer<typeof file>['services'];
export type Environment = Readonly<Record<string, string>>;

/** The services that a deployment consists of, with `${NAME:-default}` replaced by what `given` has, as a .env file has it. */
export function readCompose(root: string, given: Environment): ComposeServices {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const { services } = file.parse(parse(text, { merge: true }));
  const filled = Object.entries(services).map(([name, { command, environment }]) => {
    const values = Object.entries(environment).map(([key, value]) => [key, substitute(value, given)]);
    return [name, { command, environment: Object.fromEntries(values) as Environment }];
  });
  return Object.fromEntries(filled) as ComposeServices;
}

/** `${NAME:-default}` and `${NAME:?message}` as compose replaces them: empty counts as unset. */
export function substitute(text: string, given: Environment): string {
  return text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = given[name];
    if (value !== undefined && value !== '') return value;
    if (kind === '?') throw new Error(rest);
    return rest;
  });
}
