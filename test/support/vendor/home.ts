/**
 * Servers of models at home, as they differ from a vendor: Ollama cuts a long question and drops images without a word, and
 * knows `max_tokens` only; llama.cpp's server refuses both. A token is four characters.
 */

import type { Home, Reply } from './types.js';

/** Of what the instructions and the question come to. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** The request as the model gets it, or the server's refusal. */
export function receive(home: Home, body: any): { readonly body: any } | { readonly reply: Reply } {
  const texts: string[] = body.messages.flatMap(({ content }: any) =>
    typeof content === 'string' ? [content] : content.flatMap((part: any) => part.text ?? []),
  );
  const text = texts.join('\n');
  const hasImages = JSON.stringify(body.messages).includes('image_url');
  const asked = tokensOf(text);
  if (home.kind === 'llama.cpp') {
    const error = (code: number, more: object): { reply: Reply } => ({
      reply: { status: code, body: { error: { code, ...more } } },
    });
    if (hasImages && !home.vision)
      return error(500, { message: 'image input is not supported - hint: ...', type: 'server_error' });
    if (asked > home.context)
      return error(400, {
        message: `request (${asked} tokens) exceeds the available context size (${home.context} tokens), try increasing it`,
        type: 'exceed_context_size_error',
        n_prompt_tokens: asked,
        n_ctx: home.context,
      });
    return { body };
  }
  const { max_completion_tokens: _unknown, ...known } = body;
  const seen = (content: any): any =>
    typeof content === 'string' || home.vision ? content : content.filter(({ type }: any) => type === 'text');
  if (asked <= home.context)
    return {
      body: {
        ...known,
        messages: body.messages.map((each: any) => ({ ...each, content: seen(each.content) })),
      },
    };
  const kept = 16;
  const left = text.slice(0, kept) + text.slice(text.length - (home.context * 4 - kept));
  return { body: { ...known, messages: [{ role: 'user', content: left }] } };
}

/** Null for a path that the server does not have. */
export function homeRoutes(
  { kind, context, vision, tells }: Home,
  path: string,
  isLoaded: boolean,
): Reply | null {
  const ok = (body: object): Reply => ({ status: 200, body });
  if (kind === 'ollama') {
    if (path === '/v1/models') return ok({ object: 'list', data: [{ id: 'a-model', object: 'model' }] });
    if (path === '/api/show' && tells)
      return ok({ capabilities: ['completion', ...(vision ? ['vision'] : [])], model_info: {} });
    if (path === '/api/ps' && tells)
      return ok({
        models: isLoaded ? [{ name: 'a-model', model: 'a-model', context_length: context }] : [],
      });
    return null;
  }
  if (path === '/v1/models' && tells)
    return ok({
      data: [
        {
          id: 'a-model.gguf',
          meta: { n_ctx: context },
          architecture: { input_modalities: vision ? ['text', 'image'] : ['text'] },
        },
      ],
    });
  return null;
}
