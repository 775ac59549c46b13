/** Spiders. */

import type { z } from 'zod';
import type { SpiderPatch } from '../../../core/spider.js';
import { callerOf } from '../../context.js';
import { answer, route, type Route } from '../../route.js';
import type { DialectDeps } from '../dialect.js';
import { objectBody } from './body.js';
import { ALWAYS, refusal } from './refusals.js';
import { renderSpider } from './render.js';
import { newSpiderRequest, okAnswer, spiderAnswer, spiderPatchRequest, spidersQuery } from './schemas.js';

const MISSING = 'Missing name or repo_path';

export function spiderRoutes({ app: { spiders } }: DialectDeps): Route[] {
  const update = (method: 'patch' | 'put'): Route =>
    route({
      method,
      path: '/spiders/:id',
      summary: 'Change a spider: only what is named',
      body: objectBody(spiderPatchRequest),
      answers: {
        200: answer(spiderAnswer, 'The spider'),
        ...ALWAYS,
        400: refusal('What is wrong'),
        404: refusal('Spider not found'),
        409: refusal('Spider name already exists'),
      },
      handle: async (ctx, { params, body }) =>
        renderSpider(await spiders.update(callerOf(ctx).account, params.id, toPatch(body()))),
    });

  return [
    route({
      method: 'get',
      path: '/spiders',
      summary: 'Spiders, newest first',
      query: spidersQuery,
      answers: { 200: answer(spiderAnswer.array(), 'The spiders'), ...ALWAYS },
      handle: async (ctx, { query }) => {
        const { name = null, limit } = query();
        return (await spiders.list(callerOf(ctx).account, name, limit)).map(renderSpider);
      },
    }),

    route({
      method: 'post',
      path: '/spiders',
      summary: 'Register a spider',
      body: objectBody(newSpiderRequest, ['name', 'repo_path'], MISSING),
      answers: {
        200: answer(spiderAnswer, 'The spider'),
        ...ALWAYS,
        400: refusal(`${MISSING}, or what else is wrong`),
        409: refusal('Spider name already exists'),
      },
      handle: async (ctx, { body }) => {
        const request = body();
        const spider = await spiders.create(callerOf(ctx).account, {
          name: request.name,
          repoPath: request.repo_path,
          description: request.description ?? '',
          settings: request.settings ?? {},
          repoId: request.repo_id ?? null,
        });
        return renderSpider(spider);
      },
    }),

    route({
      method: 'get',
      path: '/spiders/:id',
      summary: 'One spider',
      answers: { 200: answer(spiderAnswer, 'The spider'), ...ALWAYS, 404: refusal('Spider not found') },
      handle: async (ctx, { params }) => renderSpider(await spiders.get(callerOf(ctx).account, params.id)),
    }),

    // Both are a partial update.
    update('patch'),
    update('put'),

    route({
      method: 'delete',
      path: '/spiders/:id',
      summary: 'Delete a spider and its schedules; its finished jobs stay',
      answers: {
        200: answer(okAnswer, 'Gone'),
        ...ALWAYS,
        404: refusal('Spider not found'),
        409: refusal('Spider has running jobs'),
      },
      handle: async (ctx, { params }) => {
        await spiders.remove(callerOf(ctx).account, params.id);
        return { ok: true };
      },
    }),
  ];
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
