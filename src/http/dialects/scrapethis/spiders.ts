/** Spiders (contracts: ScrapeThis section 4). */

import type Router from '@koa/router';
import type { z } from 'zod';
import type { SpiderPatch } from '../../../ports/store/spiders.js';
import { callerOf, idOf, type Context } from '../../context.js';
import { validate } from '../../validate.js';
import type { DialectDeps } from '../dialect.js';
import { bodyOf } from './body.js';
import { renderSpider } from './render.js';
import { newSpiderRequest, spiderPatchRequest, spidersQuery } from './schemas.js';

export function spiderRoutes(router: Router, { app }: DialectDeps): void {
  router.get('/spiders', async (ctx: Context) => {
    const { name, limit } = validate(spidersQuery, ctx.query);
    const spiders = await app.spiders.list(callerOf(ctx).account, name ?? null, limit);
    ctx.body = spiders.map(renderSpider);
  });

  router.post('/spiders', async (ctx: Context) => {
    const request = bodyOf(ctx, newSpiderRequest, ['name', 'repo_path'], 'Missing name or repo_path');
    const spider = await app.spiders.create(callerOf(ctx).account, {
      name: request.name,
      repoPath: request.repo_path,
      description: request.description ?? '',
      settings: request.settings ?? {},
      repoId: request.repo_id ?? null,
    });
    ctx.body = renderSpider(spider);
  });

  router.get('/spiders/:id', async (ctx: Context) => {
    ctx.body = renderSpider(await app.spiders.get(callerOf(ctx).account, idOf(ctx)));
  });

  // Both are a partial update (section 8).
  const update = async (ctx: Context): Promise<void> => {
    const patch = toPatch(bodyOf(ctx, spiderPatchRequest));
    ctx.body = renderSpider(await app.spiders.update(callerOf(ctx).account, idOf(ctx), patch));
  };
  router.patch('/spiders/:id', update);
  router.put('/spiders/:id', update);

  router.delete('/spiders/:id', async (ctx: Context) => {
    await app.spiders.remove(callerOf(ctx).account, idOf(ctx));
    ctx.body = { ok: true };
  });
}

function toPatch(request: z.infer<typeof spiderPatchRequest>): SpiderPatch {
  const { name, repo_path: repoPath, description, settings, repo_id: repoId } = request;
  return {
    ...(name === undefined ? {} : { name }),
    ...(repoPath === undefined ? {} : { repoPath }),
    ...(description === undefined ? {} : { description }),
    ...(settings === undefined ? {} : { settings }),
    ...(repoId === undefined ? {} : { repoId }),
  };
}
