/** Pages whose content comes late, or when somebody scrolls to it. */

import { type Values, type WildCase } from '../case.js';
import { answering, serveHandler } from '../serve.js';

const WANTS: Values = { heading: 'The late page', price: 24.9 };
const PRICE = 'Price: 24.90 EUR';
/** Higher than any window. */
const GAP = '<div style="height: 6000px"></div>';

function scripted(name: string, body: string): WildCase {
  return {
    ...{ group: 'Content that scripts bring', name, kind: 'scripted', schemes: ['http'], wants: WANTS },
    open: (scheme) => serveHandler(answering(`<!doctype html><title>Late</title>${body}`), scheme),
  };
}

const HEADING = '<h1>The late page</h1>';
const TEXT = `<p>${'A page with a text of its own that everybody sees at once. '.repeat(10)}</p>`;

export const scripts: readonly WildCase[] = [
  scripted(
    'content that comes when it is scrolled into view',
    `${HEADING}${TEXT}${GAP}<p id="price"></p><script>
      const price = document.getElementById('price');
      new IntersectionObserver(([entry], observer) => {
        if (!entry.isIntersecting) return;
        price.textContent = '${PRICE}';
        observer.disconnect();
      }).observe(price);
    </script>`,
  ),
  scripted(
    'content that comes with the first scrolling',
    `${HEADING}${TEXT}<p id="price"></p>${GAP}<script>
      addEventListener('scroll', () => { document.getElementById('price').textContent = '${PRICE}'; }, { once: true });
    </script>`,
  ),
  scripted(
    'a list without end, whose third part has it',
    `${HEADING}${TEXT}<ul id="list"></ul><p id="end">…</p><script>
      let parts = 0;
      const more = () => {
        const item = document.createElement('li');
        item.style.height = '1500px';
        item.textContent = ++parts === 3 ? '${PRICE}' : 'Part ' + parts;
        document.getElementById('list').append(item);
      };
      more();
      new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting) && parts < 5) setTimeout(more, 100);
      }).observe(document.getElementById('end'));
      addEventListener('scroll', () => {
        if (innerHeight + scrollY > document.body.scrollHeight - 200 && parts < 5) more();
      });
    </script>`,
  ),
  scripted(
    'a shell that a timer fills after 4 s',
    `<div id="root"><h1>Loading…</h1></div><script>
      setTimeout(() => { document.getElementById('root').innerHTML = '${HEADING}<p>${PRICE}</p>'; }, 4000);
    </script>`,
  ),
];
