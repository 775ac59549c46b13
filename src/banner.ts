/** What a start prints for people. */

import type { Config } from './config.js';
import type { Role } from './roles.js';
import type { Service } from './service.js';

export function banner(role: Role, service: Service, config: Config): string {
  const { api, watch, temporal, temporalUi, demoSite } = service.addresses;
  const lines = [`Holdfast is ready (${role}).`];
  if (service.signInUrl !== null)
    lines.push(
      `  Console      ${service.signInUrl}`,
      '               (signs in one browser, within the hour)',
    );
  if (api !== null) lines.push(`  API          ${api}`, `  API docs     ${api}/docs`);
  if (watch !== null) lines.push(`  Metrics      ${watch}/metrics`);
  lines.push(temporalUi === null ? `  Temporal     ${temporal}` : `  Temporal UI  ${temporalUi}`);
  if (demoSite !== null) lines.push(`  Demo site    ${demoSite}`);
  if (role === 'all') {
    const token = config.adminToken === null ? `in ${config.dataDir}/admin-token` : 'as ADMIN_TOKEN says';
    lines.push(`  Data         ${config.dataDir}`, `  Admin token  ${token}`);
  }
  if (service.demoKeys !== null && api !== null && demoSite !== null) {
    lines.push(
      '',
      'First start: a demo account was made. Its keys are shown this once:',
      `  schema extraction  ${service.demoKeys.dynamic}`,
      `  spiders            ${service.demoKeys.spider}`,
      '',
      'Try it (any public URL works in place of the demo page):',
      '',
      curl(api, service.demoKeys.dynamic, demoSite),
    );
  }
  return `${lines.join('\n')}\n\n`;
}

function curl(api: string, key: string, demoSite: string): string {
  const body = {
    url: `${demoSite}/kettles/blue.html`,
    schema: [
      { field: 'title', type: 'string', example: 'Red teapot' },
      { field: 'price', type: 'float', example: 12.5 },
      { field: 'inStock', type: 'boolean', example: true },
    ],
  };
  return [
    `curl -s ${api}/v1/extract \\`,
    `  -H 'X-API-Key: ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
}
