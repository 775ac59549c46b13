/** A call as people write it: for a shell, JavaScript, Python and the command line client. */

import type { AskedCall } from './types.ts';

const KEY = 'YOUR_KEY';

export type Language = 'curl' | 'JavaScript' | 'Python' | 'holdfast';
export const LANGUAGES: readonly Language[] = ['curl', 'JavaScript', 'Python', 'holdfast'];

export function snippet(language: Language, { path, key_header: header, body }: AskedCall): string {
  const url = `${location.origin}${path}`;
  const value = header === 'Authorization' ? `Bearer ${KEY}` : KEY;
  switch (language) {
    case 'curl':
      return [
        `curl -s ${url} \\`,
        `  -H ${shell(`${header}: ${value}`)} \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d ${shell(JSON.stringify(body))}`,
      ].join('\n');
    case 'JavaScript':
      return [
        `const response = await fetch(${JSON.stringify(url)}, {`,
        `  method: 'POST',`,
        `  headers: { ${JSON.stringify(header)}: ${JSON.stringify(value)}, 'Content-Type': 'application/json' },`,
        `  body: JSON.stringify(${indented(body, 2)}),`,
        `});`,
        `console.log(await response.json());`,
      ].join('\n');
    case 'Python':
      return [
        'import json, urllib.request',
        '',
        `body = json.loads(r"""${JSON.stringify(body).replaceAll('"""', '\\u0022\\u0022\\u0022')}""")`,
        `request = urllib.request.Request(${JSON.stringify(url)}, json.dumps(body).encode(), {`,
        `    ${JSON.stringify(header)}: ${JSON.stringify(value)},`,
        `    "Content-Type": "application/json",`,
        `})`,
        'print(json.load(urllib.request.urlopen(request)))',
      ].join('\n');
    case 'holdfast':
      return commandLine(path, body);
    default:
      return language satisfies never;
  }
}

function commandLine(path: string, body: AskedCall['body']): string {
  const address = `HOLDFAST_URL=${location.origin} HOLDFAST_KEY=${KEY} npx holdfast`;
  const fields = Array.isArray(body['schema'])
    ? (body['schema'] as { field: string; type: string; example?: unknown }[])
    : [];
  const flags = fields
    .map(({ field, type, example }) => ` \\\n  -f ${shell(`${field}:${type}=${textOf(example)}`)}`)
    .join('');
  if (path === '/v1/extract') return `${address} extract ${shell(textOf(body['url']))}${flags}`;
  if (path === '/v1/batch') {
    const urls = (body['urls'] as string[]).join('\n');
    return `${address} batch -${flags} <<'URLS'\n${urls}\nURLS`;
  }
  return 'This call has no command of its own: use curl.';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function shell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function indented(value: unknown, by: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(by)}`);
}
