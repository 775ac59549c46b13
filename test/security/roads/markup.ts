/** Roads that need no script: elements, style sheets, and hints for the browser. */

import { file, via, type Roads } from './road.js';

const css = (rule: string): string => `<style>${rule}</style>`;

export const MARKUP: Roads<string> = {
  iframe: (url) => `<iframe src="${url}"></iframe>`,
  'iframe-sandboxed': (url) => `<iframe sandbox="allow-scripts" src="${url}"></iframe>`,
  'iframe-credentialless': (url) => `<iframe credentialless src="${url}"></iframe>`,
  'iframe-srcdoc': (url) => `<iframe srcdoc="<iframe src='${url}'></iframe>"></iframe>`,
  'iframe-srcdoc-refresh': (url) =>
    `<iframe srcdoc="<meta http-equiv='refresh' content='0; url=${url}'>"></iframe>`,
  'iframe-srcdoc-base': (url) =>
    `<iframe srcdoc="<base href='${url}/'><script src='base.js'></script>"></iframe>`,
  'iframe-data': (url) => `<iframe src="data:text/html,<script src='${url}'></script>"></iframe>`,
  'iframe-javascript': (url) => `<iframe src="javascript:location='${url}'"></iframe>`,
  'iframe-redirect': (url) => `<iframe src="${via(302, url)}"></iframe>`,
  'iframe-of-site-with-refresh': (url) => `<iframe src="${file('refresh', url)}"></iframe>`,
  object: (url) => `<object data="${url}"></object>`,
  'object-typed': (url) => `<object type="text/html" data="${url}"></object>`,
  embed: (url) => `<embed src="${url}">`,
  'embed-typed': (url) => `<embed type="image/svg+xml" src="${url}">`,

  script: (url) => `<script src="${url}"></script>`,
  'script-async': (url) => `<script async src="${url}"></script>`,
  'script-module': (url) => `<script type="module" src="${url}"></script>`,
  'script-imports': (url) => `<script type="module">import '${url}'</script>`,
  'script-redirect': (url) => `<script src="${via(307, url)}"></script>`,
  'script-svg': (url) => `<svg><script href="${url}"></script></svg>`,

  stylesheet: (url) => `<link rel="stylesheet" href="${url}">`,
  'stylesheet-redirect': (url) => `<link rel="stylesheet" href="${via(301, url)}">`,
  'stylesheet-imports': (url) => `<link rel="stylesheet" href="${file('import.css', url)}">`,
  'css-import': (url) => css(`@import url("${url}");`),
  'css-background': (url) => css(`body { background: url("${url}") }`),
  'css-attribute': (url) => `<p style="background-image: url('${url}')">x</p>`,
  'css-image-set': (url) => css(`html { background: image-set("${url}" 1x) }`),
  'css-cursor': (url) => css(`html { cursor: url("${url}"), auto }`),
  'css-content': (url) => css(`h1::before { content: url("${url}") }`),
  'css-list-style': (url) => `${css(`ul { list-style-image: url("${url}") }`)}<ul><li>x</ul>`,
  'css-border-image': (url) => css(`h1 { border: 1px solid; border-image: url("${url}") 1 }`),
  'css-mask': (url) => css(`h1 { mask-image: url("${url}") }`),
  'css-shape-outside': (url) => `<p style="float: left; shape-outside: url('${url}')">x</p>`,
  'css-font': (url) => css(`@font-face { font-family: f; src: url("${url}") } h1 { font-family: f }`),

  img: (url) => `<img src="${url}">`,
  'img-redirect': (url) => `<img src="${via(308, url)}">`,
  'img-srcset': (url) => `<img srcset="${url} 1x">`,
  picture: (url) => `<picture><source srcset="${url}"><img></picture>`,
  'input-image': (url) => `<input type="image" src="${url}">`,
  'table-background': (url) => `<table background="${url}"><tr><td>x</table>`,
  'svg-image': (url) => `<svg><image href="${url}" width="9" height="9"/></svg>`,
  'svg-feimage': (url) =>
    `<svg><filter id="fe"><feImage href="${url}"/></filter><rect width="9" height="9" filter="url(#fe)"/></svg>`,
  'svg-file': (url) => `<object type="image/svg+xml" data="${file('svg', url)}"></object>`,
  video: (url) => `<video preload="auto" src="${url}"></video>`,
  'video-source': (url) => `<video preload="auto"><source src="${url}"></video>`,
  'video-poster': (url) => `<video poster="${url}"></video>`,
  'video-playlist': (url) => `<video preload="auto" autoplay muted src="${file('hls', url)}"></video>`,
  audio: (url) => `<audio preload="auto" src="${url}"></audio>`,
  track: (url) =>
    `<video crossorigin src="data:video/mp4,"><track default kind="subtitles" src="${url}"></video>`,

  'link-icon': (url) => `<link rel="icon" href="${url}">`,
  'link-touch-icon': (url) => `<link rel="apple-touch-icon" href="${url}">`,
  'link-manifest': (url) => `<link rel="manifest" href="${url}">`,
  'link-preload-script': (url) => `<link rel="preload" as="script" href="${url}">`,
  'link-preload-style': (url) => `<link rel="preload" as="style" href="${url}">`,
  'link-preload-image': (url) => `<link rel="preload" as="image" href="${url}">`,
  'link-preload-font': (url) => `<link rel="preload" as="font" crossorigin href="${url}">`,
  'link-preload-fetch': (url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`,
  'link-modulepreload': (url) => `<link rel="modulepreload" href="${url}">`,
  'link-prefetch': (url) => `<link rel="prefetch" href="${url}">`,
  'link-prerender': (url) => `<link rel="prerender" href="${url}">`,
  'link-preconnect': (url) => `<link rel="preconnect" href="${url}">`,
  'link-dns-prefetch': (url) => `<link rel="dns-prefetch" href="${url}">`,
  'link-dictionary': (url) => `<link rel="compression-dictionary" href="${url}">`,
  'speculation-prefetch': (url) =>
    `<script type="speculationrules">{"prefetch":[{"urls":["${url}"],"eagerness":"immediate"}]}</script>`,
  'speculation-prerender': (url) =>
    `<script type="speculationrules">{"prerender":[{"urls":["${url}"],"eagerness":"immediate"}]}</script>`,
};
