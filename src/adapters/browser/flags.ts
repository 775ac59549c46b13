/** How Chromium is started: nothing of it reaches the network but through the proxy, and it does no work nobody sees. */

export interface Resources {
  readonly images: boolean;
  readonly fonts: boolean;
  readonly media: boolean;
  readonly trackers: boolean;
}

/** What pages may load beside documents, styles, scripts and data when the operator asks for nothing. */
export const NO_RESOURCES: Resources = { images: false, fonts: false, media: false, trackers: false };

/** The heap of one page's scripts; a page that wants more crashes alone. */
const SCRIPT_HEAP_MB = 512;

/** Command-line switches beside those of Playwright. `proxyUrl` is on loopback. */
export function chromiumFlags(proxyUrl: string, resources: Resources): string[] {
  return [
    `--proxy-server=${proxyUrl}`,
    // Chromium would go to loopback directly.
    '--proxy-bypass-list=<-loopback>',
    // It has nothing to look up: the proxy does, behind the gate.
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-domain-reliability',
    '--no-pings',
    // window.open and links to new windows; the whole browser has its popup blocker for that.
    '--block-new-web-contents',
    '--disable-gpu',
    '--mute-audio',
    // A page's frames share its process: contexts live for one page and hold nothing worth stealing.
    '--disable-site-isolation-trials',
    `--js-flags=--max-old-space-size=${SCRIPT_HEAP_MB}`,
    ...(resources.images ? [] : ['--blink-settings=imagesEnabled=false']),
    ...(resources.fonts ? [] : ['--disable-remote-fonts']),
  ];
}
