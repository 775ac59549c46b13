/** Roads that take the whole page: it goes elsewhere, or what it is served with does. */

import { file, hold, script, via, type Page, type Roads } from './road.js';

const q = (text: string): string => JSON.stringify(text);
const html = (body: string, headers: Record<string, string> = {}): Page => ({
  body: `<!doctype html><title>Road</title><h1>Road</h1>${body}`,
  headers,
});
const run = (code: string): Page => html(script(code));

export const PAGES: Roads<Page> = {
  redirect: (url) => ({ status: 302, headers: { Location: url }, body: '' }),
  'redirect-permanent': (url) => ({ status: 308, headers: { Location: url }, body: '' }),
  'redirect-chain': (url) => ({ status: 301, headers: { Location: via(302, via(307, url)) }, body: '' }),
  'redirect-protocol-relative': (url) => ({
    status: 302,
    headers: { Location: url.replace('http:', '') },
    body: '',
  }),
  'redirect-backslashes': (url) => ({
    status: 302,
    headers: { Location: url.replace('http://', '/\\') },
    body: '',
  }),
  'meta-refresh': (url) => html(`<meta http-equiv="refresh" content="0; url=${url}">`),
  'meta-refresh-redirect': (url) => html(`<meta http-equiv="refresh" content="0; url=${via(302, url)}">`),
  'refresh-header': (url) => html('', { Refresh: `0; url=${url}` }),
  'location-href': (url) => run(`location.href = ${q(url)}`),
  'location-assign': (url) => run(`location.assign(${q(url)})`),
  'location-replace': (url) => run(`location.replace(${q(url)})`),
  'location-redirect': (url) => run(`location = ${q(via(302, url))}`),
  'location-late': (url) => run(`setTimeout(() => { location = ${q(url)} }, 100)`),
  'location-on-load': (url) => run(`onload = () => { location = ${q(url)} }`),
  'location-user-name': (url) => run(`location = ${q(url.replace('http://', 'http://proxyhost@'))}`),
  'location-blob': (url) =>
    run(
      `location = URL.createObjectURL(new Blob(['<script src="${url}"></' + 'script>'], { type: 'text/html' }))`,
    ),
  'location-javascript': (url) => run(`location = ${q(`javascript:fetch(${q(url)})`)}`),
  'location-data': (url) => run(`location = "data:text/html,<script src='${url}'></" + 'script>'`),
  'location-site-and-back': (url) => run(`location = ${q(file('refresh', url))}`),
  'navigation-api': (url) => run(`navigation.navigate(${q(url)})`),
  'top-from-frame': (url) =>
    html(`<iframe srcdoc="<script>top.location = '${url}'</script>"></iframe>${hold(300)}`),
  'self-from-popup': (url) => run(`open('javascript:opener.location = ${q(url).replaceAll('"', '\\"')}')`),
  'click-link': (url) =>
    html(`<a id="a" href="${url}">a</a><script>document.getElementById('a').click()</script>`),
  'form-get': (url) =>
    html(`<form action="${url}"><input name="a"></form><script>document.forms[0].submit()</script>`),
  'form-post': (url) =>
    html(
      `<form method="post" action="${url}"><input name="a"></form><script>document.forms[0].submit()</script>`,
    ),
  'form-post-redirect': (url) =>
    html(`<form method="post" action="${via(307, url)}"></form><script>document.forms[0].submit()</script>`),
  'document-write': (url) => run(`document.write('<meta http-equiv="refresh" content="0; url=${url}">')`),
  'document-open': (url) =>
    run(`document.open(); document.write('<script src="${url}"></' + 'script>'); document.close()`),
  'unload-beacon': (url) => run(`onpagehide = () => navigator.sendBeacon(${q(url)}); location = '/left'`),
  'unload-fetch': (url) =>
    run(
      `onbeforeunload = () => { fetch(${q(url)}, { keepalive: true, mode: 'no-cors' }) }; location = '/left'`,
    ),
  frameset: (url) => ({
    body: `<!doctype html><title>Road</title><frameset><frame src="${url}"></frameset>`,
  }),
  base: (url) =>
    html(`<base href="${url}/"><script src="x.js"></script><img src="x.png"><a href="y">y</a>${hold(300)}`),
  'xml-stylesheet': (url) => ({
    body: `<?xml version="1.0"?><?xml-stylesheet type="text/css" href="${url}"?><road>x</road>`,
    headers: { 'Content-Type': 'application/xml' },
  }),
  xslt: (url) => ({
    body: `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${url}"?><road>x</road>`,
    headers: { 'Content-Type': 'application/xml' },
  }),
  'xml-entity': (url) => ({
    body: `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "${url}">]><html xmlns="http://www.w3.org/1999/xhtml"><p>&e;</p></html>`,
    headers: { 'Content-Type': 'application/xhtml+xml' },
  }),
  'svg-document': (url) => ({
    body: `<svg xmlns="http://www.w3.org/2000/svg"><script href="${url}"/><image href="${url}" width="9" height="9"/></svg>`,
    headers: { 'Content-Type': 'image/svg+xml' },
  }),
};
