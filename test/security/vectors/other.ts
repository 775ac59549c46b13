/** Other schemes and other services. */

import type { Vectors } from './vector.js';

/** Beside http and https nothing is fetched, whatever it names. */
export const SCHEMES: readonly Vectors[] = [
  {
    why: 'other schemes',
    ending: 'scheme',
    urls: [
      'file:///etc/passwd',
      'file://localhost/etc/passwd',
      'FILE:/etc/passwd',
      'ftp://127.0.0.1:{port}/',
      'ftps://127.0.0.1:{port}/',
      'gopher://127.0.0.1:{port}/_GET%20/%20HTTP/1.0',
      'dict://127.0.0.1:{port}/info',
      'ldap://127.0.0.1:{port}/',
      'tftp://127.0.0.1:{port}/x',
      'sftp://127.0.0.1:{port}/',
      'ssh://127.0.0.1:{port}/',
      'smb://127.0.0.1:{port}/',
      'jar:http://127.0.0.1:{port}!/',
      'netdoc:///etc/passwd',
      'data:text/html,<meta http-equiv=refresh content="0;url=http://127.0.0.1:{port}/">',
      'javascript:fetch("http://127.0.0.1:{port}/")',
      'blob:http://127.0.0.1:{port}/2f6c',
      'filesystem:http://127.0.0.1:{port}/temporary/x',
      'about:blank#http://127.0.0.1:{port}/',
      'ws://127.0.0.1:{port}/',
      'wss://127.0.0.1:{port}/',
      'view-source:http://127.0.0.1:{port}/',
      'view-source:file:///etc/passwd',
      'chrome://version/',
      'chrome-untrusted://terminal/',
      'chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb/x',
      'devtools://devtools/bundled/inspector.html?ws=127.0.0.1:{port}/',
      'isolated-app://127.0.0.1:{port}/',
      'intent://127.0.0.1:{port}/#Intent;scheme=http;end',
      'unix:/var/run/docker.sock',
      'http+unix://%2Fvar%2Frun%2Fdocker.sock/',
    ],
  },
];

/** Of other protocols, whose servers could take a request for commands; refused for public hosts too. */
export const BAD_PORTS: readonly Vectors[] = [
  {
    why: 'bad ports',
    ending: 'port',
    urls: [
      0, 1, 7, 22, 23, 25, 53, 110, 111, 139, 143, 389, 465, 514, 587, 993, 2049, 5060, 6000, 6667, 10080,
    ].flatMap((port) => [`http://127.0.0.1:${port}/`, `http://example.com:${port}/`]),
  },
];
