/**
 * Ways to write an address that must not be reached, as data. `{port}` is the port of a private listener, `{site}` that
 * of a site at 127.0.0.1 which the operator has opened; each is one attempt.
 */

/** What must come of an attempt. */
export type Ending =
  /** Refused as an address that is not allowed. */
  | 'refused'
  /** No URL at all for WHATWG's parser, so nothing that a request could be made of. */
  | 'no URL'
  /** Refused for its scheme, or its port, before any address is looked at. */
  | 'scheme'
  | 'port'
  /** Reads as if it led to the listener, and leads to the open site. */
  | 'at the site';

export interface Vectors {
  readonly why: string;
  readonly ending: Ending;
  readonly urls: readonly string[];
}

export interface Vector {
  /** As written in this folder: names the attempt. */
  readonly template: string;
  readonly why: string;
  readonly ending: Ending;
  url(ports: Ports): string;
}

export interface Ports {
  readonly port: number;
  readonly site: number;
}

export function expand(groups: readonly Vectors[]): Vector[] {
  return groups.flatMap(({ why, ending, urls }) =>
    urls.map((template) => ({ template, why, ending, url: (ports) => fill(template, ports) })),
  );
}

export function fill(template: string, { port, site }: Ports): string {
  return template.replaceAll('{port}', String(port)).replaceAll('{site}', String(site));
}

/** Each of them is, or looks like, this machine: a hole would end at the listener. */
export const LOOPBACK: readonly Vectors[] = [
  {
    why: 'loopback as it is usually written',
    ending: 'refused',
    urls: [
      'http://127.0.0.1:{port}/',
      'https://127.0.0.1:{port}/',
      'http://127.0.0.2:{port}/',
      'http://127.255.255.254:{port}/',
      'http://[::1]:{port}/',
      'https://[::1]:{port}/',
      'http://[0:0:0:0:0:0:0:1]:{port}/',
      'http://[0000:0000:0000:0000:0000:0000:0000:0001]:{port}/',
      'http://[::0001]:{port}/',
      'http://[0::0.0.0.1]:{port}/',
    ],
  },
  {
    why: 'the unspecified address, which connects to this machine',
    ending: 'refused',
    urls: [
      'http://0.0.0.0:{port}/',
      'http://0:{port}/',
      'http://0x0:{port}/',
      'http://00:{port}/',
      'http://0.0:{port}/',
      'http://0x.0x.0:{port}/',
      'http://[::]:{port}/',
      'http://[::0]:{port}/',
      'http://[::ffff:0.0.0.0]:{port}/',
      'http://[::0.0.0.0]:{port}/',
    ],
  },
  {
    why: 'numbers in other bases and lengths',
    ending: 'refused',
    urls: [
      'http://2130706433:{port}/',
      'http://0x7f000001:{port}/',
      'http://0X7F000001:{port}/',
      'http://017700000001:{port}/',
      'http://0000000000017700000001:{port}/',
      'http://127.1:{port}/',
      'http://127.0.1:{port}/',
      'http://127.0x1:{port}/',
      'http://0x7f.1:{port}/',
      'http://0x7f.0.0.1:{port}/',
      'http://0x7f.0x0.0x0.0x1:{port}/',
      'http://0177.0.0.1:{port}/',
      'http://0177.0.0.01:{port}/',
      'http://00000000177.0.0.1:{port}/',
      'http://0x7f.0.01:{port}/',
      'http://127.0x0.0.01:{port}/',
      'http://127.00000.0x00.0001:{port}/',
    ],
  },
  {
    why: 'IPv4 inside IPv6',
    ending: 'refused',
    urls: [
      'http://[::ffff:127.0.0.1]:{port}/',
      'http://[::ffff:7f00:1]:{port}/',
      'http://[::FFFF:7F00:0001]:{port}/',
      'http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/',
      'http://[::ffff:127.0.0.2]:{port}/',
      'http://[::127.0.0.1]:{port}/',
      'http://[::7f00:1]:{port}/',
      'http://[::ffff:0:127.0.0.1]:{port}/',
      'http://[64:ff9b::127.0.0.1]:{port}/',
      'http://[64:ff9b::7f00:1]:{port}/',
      'http://[64:ff9b:1::127.0.0.1]:{port}/',
      'http://[2002:7f00:1::]:{port}/',
      'http://[2002:7f00:0001::7f00:1]:{port}/',
      'http://[2001:0:7f00:1::80ff:fffe]:{port}/',
      'http://[fe80::5efe:127.0.0.1]:{port}/',
      'http://[2a00:1450::5efe:127.0.0.1]:{port}/',
      'http://[2a00:1450::200:5efe:7f00:1]:{port}/',
    ],
  },
  {
    why: 'trailing dots',
    ending: 'refused',
    urls: [
      'http://127.0.0.1.:{port}/',
      'http://127.0.0.1..:{port}/',
      'http://127.0.0.1...:{port}/',
      'http://2130706433.:{port}/',
      'http://0x7f.1.:{port}/',
      'http://localhost.:{port}/',
      'http://localhost..:{port}/',
      'http://LOCALHOST...:{port}/',
    ],
  },
  {
    why: 'names of this machine',
    ending: 'refused',
    urls: [
      'http://localhost:{port}/',
      'https://localhost:{port}/',
      'http://LocalHost:{port}/',
      'http://a.localhost:{port}/',
      'http://127.0.0.1.localhost:{port}/',
      'http://example.com.localhost:{port}/',
      'http://a.b.c.LOCALHOST.:{port}/',
      'http://loc%61lhost:{port}/',
      'http://%6c%6f%63%61%6c%68%6f%73%74:{port}/',
      'http://local\u00adhost:{port}/',
      'http://localho\u017ft:{port}/',
      'http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:{port}/',
      'http://\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54:{port}/',
    ],
  },
  {
    why: 'characters that are mapped to others, or to nothing',
    ending: 'refused',
    urls: [
      'http://127\u30020\u30020\u30021:{port}/',
      'http://127\uff0e0\uff0e0\uff0e1:{port}/',
      'http://127\uff610\uff610\uff611:{port}/',
      'http://\uff11\uff12\uff17.\uff10.\uff10.\uff11:{port}/',
      'http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460:{port}/',
      'http://\ud835\udfcf\ud835\udfd0\ud835\udfd5.0.0.1:{port}/',
      'http://\uff10\uff38\uff17\uff26.1:{port}/',
      'http://\u00b9\u00b2\u2077.0.0.1:{port}/',
      'http://127.0.0\u200b.1:{port}/',
      'http://127.0.\u20600.1:{port}/',
      'http://127.0.0.\u00ad1:{port}/',
      'http://127%E3%80%820%E3%80%820%E3%80%821:{port}/',
      'http://127%2e0%2e0%2e1:{port}/',
      'http://%31%32%37.0.0.1:{port}/',
      'http://127.0.\t0.1:{port}/',
      'http://127.0.\r\n0.1:{port}/',
      '\u0001 http://127.0.0.1:{port}/ \u001f',
    ],
  },
  {
    why: 'user names, and where they end',
    ending: 'refused',
    urls: [
      'http://user:secret@127.0.0.1:{port}/',
      'http://example.com@127.0.0.1:{port}/',
      'http://proxyhost@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}@127.0.0.1:{port}/',
      'http://127.0.0.1%3a{site}@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}%2f@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}%5c@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}%23@127.0.0.1:{port}/',
      'http://127.0.0.1:{site} @127.0.0.1:{port}/',
      'http://127.0.0.1:{site};@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}&@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}@127.0.0.1:{site}@127.0.0.1:{port}/',
      'http://127.0.0.1:{site}\uff0f@127.0.0.1:{port}/',
      'http://@[::1]:{port}/',
      'http://127.0.0.1:{site}@localhost:{port}/',
    ],
  },
  {
    why: 'slashes and backslashes',
    ending: 'refused',
    urls: [
      'http:\\\\127.0.0.1:{port}\\',
      'http:/\\127.0.0.1:{port}/',
      'http:127.0.0.1:{port}/',
      'http:/127.0.0.1:{port}/',
      'http:////127.0.0.1:{port}/',
      'HtTp://127.0.0.1:{port}',
      'http://127.0.0.1:{port}\\@127.0.0.1:{site}/',
      'http://127.0.0.1:{port}#@127.0.0.1:{site}/',
      'http://127.0.0.1:{port}?@127.0.0.1:{site}/',
      'http://127.0.0.1:{port}/@127.0.0.1:{site}/',
      'http://127.0.0.1:0{port}/',
      'http://127.0.0.1:{port}/../../?next=http://127.0.0.1:{site}/',
    ],
  },
];

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

/** Judged by the answer: nothing on this machine would hear them, and what is dialled is recorded. */
export const ELSEWHERE: readonly Vectors[] = [
  {
    why: 'private, shared, local and reserved IPv4',
    ending: 'refused',
    urls: [
      'http://10.0.0.1/',
      'http://10.255.255.255:8080/',
      'http://012.0.0.1/',
      'http://167772161/',
      'http://0xa000001/',
      'http://172.16.0.1/',
      'http://172.31.255.254/',
      'http://192.168.0.1/',
      'http://192.168.1/',
      'http://3232235777/',
      'http://100.64.0.1/',
      'http://100.127.255.254/',
      'http://169.254.1.1/',
      'http://192.0.0.1/',
      'http://192.0.2.1/',
      'http://192.88.99.1/',
      'http://198.18.0.1/',
      'http://198.51.100.1/',
      'http://203.0.113.1/',
      'http://224.0.0.1/',
      'http://239.255.255.250:1900/',
      'http://240.0.0.1/',
      'http://255.255.255.255/',
      'http://0.1.2.3/',
      'http://4294967295/',
    ],
  },
  {
    why: 'private, local and reserved IPv6',
    ending: 'refused',
    urls: [
      'http://[fc00::1]/',
      'http://[fd12:3456:789a::1]/',
      'http://[fe80::1]/',
      'http://[febf::1]/',
      'http://[fec0::1]/',
      'http://[ff02::1]/',
      'http://[ff05::1:3]/',
      'http://[100::1]/',
      'http://[2001:db8::1]/',
      'http://[2001:10::1]/',
      'http://[2001:2::1]/',
      'http://[3fff::1]/',
      'http://[5f00::1]/',
      'http://[4000::1]/',
      'http://[::ffff:10.0.0.1]/',
      'http://[::ffff:a00:1]/',
      'http://[::ffff:192.168.0.1]/',
      'http://[::10.0.0.1]/',
      'http://[64:ff9b::10.0.0.1]/',
      'http://[64:ff9b::c0a8:1]/',
      'http://[64:ff9b:1::10.0.0.1]/',
      'http://[2002:a00:1::1]/',
      'http://[2002:c0a8:1::]/',
      'http://[2001:0:4136:e378:8000:63bf:f5ff:fffe]/',
      'http://[fe80::5efe:10.0.0.1]/',
    ],
  },
  {
    why: 'metadata services of clouds',
    ending: 'refused',
    urls: [
      'http://169.254.169.254/latest/meta-data/',
      'http://169.254.169.254/computeMetadata/v1/',
      'http://2852039166/latest/meta-data/',
      'http://0xa9fea9fe/',
      'http://0251.0376.0251.0376/',
      'http://169.254.43518/',
      'http://[::ffff:169.254.169.254]/',
      'http://[64:ff9b::a9fe:a9fe]/',
      'http://[2002:a9fe:a9fe::]/',
      'http://[fd00:ec2::254]/latest/meta-data/',
      'http://169.254.170.2/v2/credentials',
      'http://169.254.170.23/v1/credentials',
      'http://100.100.100.200/latest/meta-data/',
      'http://168.63.129.16/machine?comp=goalstate',
      'http://192.0.0.192/latest/',
      'http://[fd20:ce::254]/',
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
