/** Roads that a script takes without leaving the page. */

import { file, via, type Roads } from './road.js';

const worker = (code: string): string =>
  `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' })))`;
const q = (text: string): string => JSON.stringify(text);
const ws = (url: string): string => url.replace(/^http/, 'ws');
const secure = (url: string): string => url.replace(/^http:/, 'https:');

/** Gathers candidates, which is when the servers are asked. */
const gather = (servers: string): string => `
  const peer = new RTCPeerConnection({ iceServers: [{ urls: [${servers}], username: 'u', credential: 'c' }] });
  peer.createDataChannel('x');
  await peer.setLocalDescription();`;

/** Two ends on one page, one of which is told that the other lives at the target. */
const connectPeer = (candidate: string): string => `
  const one = new RTCPeerConnection(), two = new RTCPeerConnection();
  one.createDataChannel('x');
  await one.setLocalDescription();
  await two.setRemoteDescription(one.localDescription);
  await two.setLocalDescription();
  await one.setRemoteDescription(two.localDescription);
  await one.addIceCandidate({ candidate: ${q(candidate)}, sdpMid: '0', sdpMLineIndex: 0 });`;

export const SCRIPTS: Roads<string> = {
  fetch: (url) => `await fetch(${q(url)})`,
  'fetch-no-cors': (url) => `await fetch(${q(url)}, { mode: 'no-cors' })`,
  'fetch-post': (url) => `await fetch(${q(url)}, { method: 'POST', body: 'x' })`,
  'fetch-preflight': (url) => `await fetch(${q(url)}, { method: 'PUT', headers: { 'x-a': '1' } })`,
  'fetch-keepalive': (url) => `await fetch(${q(url)}, { keepalive: true, mode: 'no-cors' })`,
  'fetch-redirect': (url) => `await fetch(${q(via(302, url))})`,
  'fetch-redirect-post': (url) =>
    `await fetch(${q(via(307, url))}, { method: 'POST', mode: 'no-cors', body: 'x' })`,
  'fetch-https': (url) => `await fetch(${q(secure(url))})`,
  'fetch-user-name': (url) => `await fetch(${q(url.replace('http://', 'http://proxyhost@'))})`,
  'fetch-later': (url) => `fetchLater(${q(url)}, { activateAfter: 0 })`,
  'fetch-local-space': (url) => `await fetch(${q(url)}, { targetAddressSpace: 'loopback' })`,
  'cache-add': (url) => `await (await caches.open('c')).add(${q(url)})`,
  xhr: (url) => `const x = new XMLHttpRequest(); x.open('GET', ${q(url)}); x.send()`,
  'xhr-sync': (url) => `const x = new XMLHttpRequest(); x.open('GET', ${q(url)}, false); x.send()`,
  'xhr-redirect': (url) => `const x = new XMLHttpRequest(); x.open('GET', ${q(via(303, url))}); x.send()`,
  beacon: (url) => `navigator.sendBeacon(${q(url)}, 'x')`,
  'beacon-redirect': (url) => `navigator.sendBeacon(${q(via(307, url))}, 'x')`,
  eventsource: (url) => `new EventSource(${q(url)})`,
  'eventsource-redirect': (url) => `new EventSource(${q(via(302, url))})`,
  websocket: (url) => `new WebSocket(${q(ws(url))})`,
  'websocket-secure': (url) => `new WebSocket(${q(ws(secure(url)))})`,
  'websocket-stream': (url) => `new WebSocketStream(${q(ws(url))})`,
  webtransport: (url) => `await new WebTransport(${q(secure(url))}).ready`,
  'webtransport-by-hash': (url) => `await new WebTransport(${q(secure(url))},
    { serverCertificateHashes: [{ algorithm: 'sha-256', value: new Uint8Array(32) }] }).ready`,
  'webrtc-stun': (_url, { host }) => gather(`'stun:${host}'`),
  'webrtc-turn-udp': (_url, { host }) => gather(`'turn:${host}?transport=udp'`),
  'webrtc-turn-tcp': (_url, { host }) => gather(`'turn:${host}?transport=tcp'`),
  'webrtc-turn-tls': (_url, { host }) => gather(`'turns:${host}?transport=tcp'`),
  'webrtc-peer-udp': (_url, { host }) =>
    connectPeer(`candidate:1 1 udp 2130706431 ${host.replace(':', ' ')} typ host`),
  'webrtc-peer-tcp': (_url, { host }) =>
    connectPeer(`candidate:1 1 tcp 2130706431 ${host.replace(':', ' ')} typ host tcptype passive`),

  worker: (url) => `new Worker(${q(url)})`,
  'worker-redirect': (url) => `new Worker(${q(via(302, url))})`,
  'worker-imports': (url) => worker(`importScripts(${q(url)})`),
  'worker-fetch': (url) => worker(`fetch(${q(url)})`),
  'worker-xhr': (url) => worker(`const x = new XMLHttpRequest(); x.open('GET', ${q(url)}, false); x.send()`),
  'worker-websocket': (url) => worker(`new WebSocket(${q(ws(url))})`),
  'worker-import': (url) => worker(`import(${q(url)})`),
  'worker-nested': (url) => worker(worker(`fetch(${q(url)})`)),
  'worker-of-site': (url) => `new Worker(${q(file('worker.js', url))})`,
  'shared-worker': (url) => `new SharedWorker(${q(file('worker.js', url))})`,
  'shared-worker-blob': (url) =>
    `new SharedWorker(URL.createObjectURL(new Blob([${q(`fetch(${q(url)})`)}], { type: 'text/javascript' })))`,
  'service-worker': (url) =>
    `await navigator.serviceWorker.register(${q(file('worker.js', url))}, { scope: '/file/' })`,
  'service-worker-imports': (url) =>
    `await navigator.serviceWorker.register(${q(file('imports.js', url))}, { scope: '/file/i' })`,
  'audio-worklet': (url) => `await new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule(${q(url)})`,
  'paint-worklet': (url) => `await CSS.paintWorklet.addModule(${q(url)})`,

  import: (url) => `await import(${q(url)})`,
  'import-json': (url) => `await import(${q(url)}, { with: { type: 'json' } })`,
  'dom-script': (url) =>
    `document.head.append(Object.assign(document.createElement('script'), { src: ${q(url)} }))`,
  'dom-iframe': (url) =>
    `document.body.append(Object.assign(document.createElement('iframe'), { src: ${q(url)} }))`,
  'dom-iframe-location': (url) => `const f = document.createElement('iframe'); document.body.append(f);
    f.contentWindow.location = ${q(url)}`,
  'dom-iframe-fetch': (url) => `const f = document.createElement('iframe'); document.body.append(f);
    await f.contentWindow.fetch(${q(url)})`,
  'dom-link': (url) =>
    `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: ${q(url)} }))`,
  'dom-write': (url) => `const f = document.createElement('iframe'); document.body.append(f);
    f.contentDocument.write('<script src="${url}"></' + 'script>')`,
  'dom-blob-frame': (
    url,
  ) => `const html = new Blob(['<script src="${url}"></' + 'script>'], { type: 'text/html' });
    document.body.append(Object.assign(document.createElement('iframe'), { src: URL.createObjectURL(html) }))`,
  'dom-image': (url) => `new Image().src = ${q(url)}`,
  'dom-audio': (url) => `new Audio(${q(url)}).load()`,
  'dom-font': (url) => `await new FontFace('f', ${q(`url("${url}")`)}).load()`,
  'dom-css-rule': (url) => `const s = document.head.appendChild(document.createElement('style'));
    s.sheet.insertRule(${q(`@import url("${url}")`)})`,
  'dom-xslt': (url) => `const x = new DOMParser().parseFromString('<x:stylesheet version="1.0" ' +
    'xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:import href="${url}"/></x:stylesheet>', 'text/xml');
    new XSLTProcessor().importStylesheet(x)`,
  'dom-xml-entity': (url) => `new DOMParser().parseFromString(
    '<!DOCTYPE a [<!ENTITY e SYSTEM "${url}">]><a>&e;</a>', 'text/xml')`,

  'window-open': (url) => `open(${q(url)})`,
  'window-open-noopener': (url) => `open(${q(url)}, '_blank', 'noopener')`,
  'window-open-later': (url) => `const w = open('about:blank'); w.location = ${q(url)}`,
  'window-open-write': (url) =>
    `const w = open('about:blank'); w.document.write('<script src="${url}"></' + 'script>')`,
  'window-open-site': (url) => `open(${q(file('refresh', url))})`,
  'click-blank': (url) =>
    `Object.assign(document.createElement('a'), { href: ${q(url)}, target: '_blank' }).click()`,
  'click-ping': (url) =>
    `Object.assign(document.createElement('a'), { href: '#x', ping: ${q(url)} }).click()`,
  'click-download': (url) =>
    `Object.assign(document.createElement('a'), { href: ${q(url)}, download: 'x' }).click()`,
  'form-blank': (
    url,
  ) => `const f = Object.assign(document.createElement('form'), { action: ${q(url)}, target: '_blank' });
    document.body.append(f); f.submit()`,
  'form-into-frame': (url) => `const n = Object.assign(document.createElement('iframe'), { name: 'n' });
    const f = Object.assign(document.createElement('form'), { action: ${q(url)}, target: 'n', method: 'post' });
    document.body.append(n, f); f.submit()`,
  payment: (url) => `await new PaymentRequest([{ supportedMethods: ${q(secure(url))} }],
    { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).canMakePayment()`,
  identity: (url) =>
    `await navigator.credentials.get({ identity: { providers: [{ configURL: ${q(secure(url))}, clientId: '1' }] } })`,
};
