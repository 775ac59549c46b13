/** The console's own files, as set-up has built them. There are few and they are small, so they are kept in memory. */

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Middleware } from 'koa';
import { CallRefused } from '../../core/failure.js';

/** Beside the compiled `src`. */
const FOLDER = fileURLToPath(new URL('../../../console', import.meta.url));
const ASSETS = '/console/assets/';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Nothing of another origin, nothing inline, and no frame around it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

/** Answers `/` to who takes HTML, and the files that the page names. Everything else is left to others. */
export function consolePages(folder = FOLDER): Middleware {
  const page = join(folder, 'index.html');
  const html = existsSync(page) ? readFileSync(page) : null;
  const etag = html === null ? '' : `"${createHash('sha256').update(html).digest('base64url').slice(0, 27)}"`;
  const assets = readAssets(join(folder, 'assets'));
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      await next();
      return;
    }
    if (ctx.path === '/' && /\btext\/html\b/.test(ctx.get('Accept'))) {
      if (html === null)
        throw new CallRefused('NOT_FOUND', 'The console is not built: run `npm run build`, and start again.');
      ctx.set({
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cache-Control': 'no-cache',
        ETag: etag,
        Vary: 'Accept',
      });
      ctx.status = 200;
      if (ctx.fresh) ctx.status = 304;
      else {
        ctx.type = 'text/html; charset=utf-8';
        ctx.body = html;
      }
      return;
    }
    const asset = ctx.path.startsWith(ASSETS) ? assets.get(ctx.path.slice(ASSETS.length)) : undefined;
    if (asset === undefined) {
      await next();
      return;
    }
    // Their names change with what is in them.
    ctx.set({ 'Cache-Control': 'public, max-age=31536000, immutable', 'X-Content-Type-Options': 'nosniff' });
    ctx.type = asset.type;
    ctx.body = asset.body;
  };
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const type = TYPES[extname(name)];
      return type === undefined ? [] : [[name, { body: readFileSync(join(folder, name)), type }] as const];
    }),
  );
}
