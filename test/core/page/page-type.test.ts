import assert from 'node:assert/strict';
import { hasText, noText, pageType, type PageType } from '../../../src/core/page/page-type.js';

const TYPES: Readonly<Record<PageType, readonly string[]>> = {
  html: ['text/html', 'application/xhtml+xml'],
  json: ['application/json', 'text/json', 'application/ld+json', 'application/problem+json'],
  xml: ['text/xml', 'application/xml', 'application/rss+xml', 'application/atom+xml', 'image/svg+xml'],
  text: [
    'text/plain',
    'text/markdown',
    'text/csv',
    'text/javascript',
    'application/javascript',
    'message/rfc822',
  ],
  pdf: ['application/pdf', 'application/x-pdf'],
  nothing: [
    ...[
      'image/png',
      'image/jpeg',
      'video/mp4',
      'audio/mpeg',
      'font/woff2',
      'application/zip',
      'application/gzip',
    ],
    ...[
      'application/octet-stream',
      'application/x-msdownload',
      'application/msword',
      'text/rtf',
      'multipart/mixed',
    ],
    ...['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/wasm'],
  ],
};

describe('pageType', () => {
  for (const [type, essences] of Object.entries(TYPES)) {
    for (const essence of essences)
      it(`takes ${essence} for ${type}`, () => assert.equal(pageType(essence), type));
  }

  it('says of all but one whether there is text to read', () => {
    for (const [type, essences] of Object.entries(TYPES))
      for (const essence of essences) assert.equal(hasText(essence), type !== 'nothing');
  });

  it('names the type in the failure of a page without text', () => {
    assert.deepEqual(noText('video/mp4'), {
      code: 'URL_UNREACHABLE',
      message: 'The page is video/mp4, which has no text that can be read.',
      reason: 'no_text',
    });
  });
});
