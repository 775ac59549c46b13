// The converters that Holdfast is compared with, each set up as its own pages advise for whole web pages.

import { gfm } from '@joplin/turndown-plugin-gfm';
import { htmlToMarkdown } from '@mdream/js';
import { NodeHtmlMarkdown } from 'node-html-markdown';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import TurndownService from 'turndown';
import { unified } from 'unified';

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced' });
turndown.use(gfm);
turndown.remove(['script', 'style', 'noscript', 'template', 'iframe', 'head', 'title']);

const nodeHtmlMarkdown = new NodeHtmlMarkdown({ ignore: ['head', 'template', 'iframe'] });

const rehype = unified()
  .use(rehypeParse)
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-' })
  .freeze();

/** HTML text to Markdown text. The addresses of links may stay relative. */
export const converters = [
  {
    name: '@mdream/js 1.7.2',
    convert: (html, url) => textOf(htmlToMarkdown(html, { origin: new URL(url).origin })),
  },
  { name: 'turndown 7.2.5 with GFM', convert: (html) => turndown.turndown(html) },
  { name: 'node-html-markdown 2.0.0', convert: (html) => nodeHtmlMarkdown.translate(html) },
  { name: 'rehype-remark 10.0.1 with GFM', convert: (html) => String(rehype.processSync(html)) },
];

function textOf(result) {
  return typeof result === 'string' ? result : result.markdown;
}
