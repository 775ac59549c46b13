/** What one parser takes for a private address and another for something else, or for nothing. */

import type { Vectors } from './vector.js';

/** Another parser would go to the listener with these. */
export const DECOYS: readonly Vectors[] = [
  {
    why: 'what stands before the real host',
    ending: 'at the site',
    urls: [
      'http://127.0.0.1:{port}@127.0.0.1:{site}/',
      'http://127.0.0.1:{port}%2f@127.0.0.1:{site}/',
      'http://a@127.0.0.1:{port}@127.0.0.1:{site}/',
      'http://localhost:{port}\t@127.0.0.1:{site}/',
    ],
  },
  {
    why: 'what stands behind the real host',
    ending: 'at the site',
    urls: [
      'http://127.0.0.1:{site}\\@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}\\\\@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}#@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}?@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}/@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}/..//127.0.0.1:{port}/',
      'http://127.0.0.1:{site}//127.0.0.1:{port}/',
      'http://127.0.0.1:{site}/%0d%0aHost:%20127.0.0.1:{port}%0d%0a%0d%0a',
      'http://127.0.0.1:{site}/\r\nHost: 127.0.0.1:{port}\r\n\r\n',
      'http://127.0.0.1:{site}/%20HTTP/1.1%0d%0aHost:127.0.0.1:{port}',
    ],
  },
];

/** Written so that one parser refuses them and another could guess. */
export const MALFORMED: readonly Vectors[] = [
  {
    why: 'no URL',
    ending: 'no URL',
    urls: [
      '//127.0.0.1:{port}/',
      '127.0.0.1:{port}',
      'http://127.0.0.1:{site}:{port}/',
      'http://127.0.0.1.1:{port}/',
      'http://127.0.0.256:{port}/',
      'http://4294967296:{port}/',
      'http://0x100000000:{port}/',
      'http://127.0.0.0x100:{port}/',
      'http://127.0.0.1%00:{port}/',
      'http://localhost%00.example.com:{port}/',
      'http://127.0.0.1%0a:{port}/',
      'http://127.0.0.1 :{port}/',
      'http://127.0.0.1:{port}x/',
      'http://127.0.0.1:6553599{port}/',
      'http://[::1:{port}/',
      'http://::1:{port}/',
      'http://[127.0.0.1]:{port}/',
      'http://[::1].:{port}/',
      'http://[::ffff:127.1]:{port}/',
      'http://[::ffff:0x7f.0.0.1]:{port}/',
      'http://\u0661\u0662\u0667.0.0.1:{port}/',
      'http://127\u20240\u20240\u20241:{port}/',
      'http://127\u24880.1:{port}/',
      'http://127.0.0.1\uff1a{port}/',
      'http://127.0.0.1\u2100x:{port}/',
      'file://127.0.0.1:{port}/etc/passwd',
    ],
  },
  {
    why: 'zone ids, which WHATWG URLs do not have',
    ending: 'no URL',
    urls: [
      'http://[::1%25lo]:{port}/',
      'http://[::1%lo]:{port}/',
      'http://[::1%251]:{port}/',
      'http://[::1%]:{port}/',
      'http://[fe80::1%25eth0]:{port}/',
      'http://[::ffff:127.0.0.1%25lo]:{port}/',
    ],
  },
];

/** What a page may put into Location: resolved against the page's own address, they lead to the listener. */
export const RELATIVE: readonly Vectors[] = [
  {
    why: 'references that leave the page',
    ending: 'refused',
    urls: [
      '//127.0.0.1:{port}/',
      '///127.0.0.1:{port}/',
      '////127.0.0.1:{port}/',
      '\\\\127.0.0.1:{port}\\',
      '/\\127.0.0.1:{port}/',
      '\\/127.0.0.1:{port}/',
      '/\t/127.0.0.1:{port}/',
      '//2130706433:{port}/',
      '//localhost:{port}/',
      '//[::1]:{port}/',
      '//user@127.0.0.1:{port}/',
      '//127.0.0.1:{site}@127.0.0.1:{port}/',
      '//127\u30020\u30020\u30021:{port}/',
      'http:\\\\127.0.0.1:{port}\\',
      'http:/\\127.0.0.1:{port}/',
      'https:127.0.0.1:{port}/',
      'https:/127.0.0.1:{port}/',
      'https:\\127.0.0.1:{port}',
      'http://127.0.0.1:{port}/#http://127.0.0.1:{site}/',
    ],
  },
  {
    why: 'references that only seem to leave it',
    ending: 'at the site',
    urls: [
      'http:127.0.0.1:{port}/',
      'http:/127.0.0.1:{port}/',
      'http:\\127.0.0.1:{port}/',
      '/@127.0.0.1:{port}/',
      '@127.0.0.1:{port}/',
      '/%2f127.0.0.1:{port}/',
      './/127.0.0.1:{port}/',
      '/.//127.0.0.1:{port}/',
      '?//127.0.0.1:{port}/',
      'http://127.0.0.1:{site}/, http://127.0.0.1:{port}/',
    ],
  },
];
