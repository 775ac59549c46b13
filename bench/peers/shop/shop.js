// The application that the script-driven pages of the benchmark run: React from its own distribution, a client-side
// router, one view. Classic scripts, no build step. Where a page's data comes from, its shell says in data-source:
//   state  inline JSON, rendered at once
//   late   inline JSON, rendered 300 ms later
//   api    from /api/items/N
//   route  the same, by the router, after the route's own script was loaded
(function () {
  'use strict';
  const { createElement: h, useEffect, useMemo, useReducer } = React;
  const LATE_MS = 300;

  const formats = new Map();
  function money(amount, currency) {
    if (!formats.has(currency)) {
      formats.set(currency, new Intl.NumberFormat('en-GB', { style: 'currency', currency }));
    }
    return formats.get(currency).format(amount);
  }

  function Skeleton() {
    return h('div', { className: 'skeleton', 'aria-busy': true }, h('p', null, 'Loading…'));
  }

  function Stars({ rating }) {
    const stars = Array.from({ length: 5 }, (_, at) =>
      h('span', { key: at, className: at < rating ? 'on' : 'off' }),
    );
    return h('span', { className: 'stars', 'aria-label': `${rating} of 5` }, stars);
  }

  function Review({ review }) {
    return h(
      'article',
      { className: 'review' },
      h('header', null, h('strong', null, review.author), ' ', h(Stars, { rating: review.rating })),
      h('p', null, review.text),
    );
  }

  function Card({ item }) {
    return h(
      'li',
      { className: 'card' },
      h('img', { src: item.image, alt: '', width: 120, height: 120 }),
      h('a', { href: item.path }, item.name),
      h('span', { className: 'price' }, money(item.price, item.currency)),
    );
  }

  function Basket() {
    const [count, add] = useReducer((before) => before + 1, 0);
    return h(
      'button',
      { type: 'button', onClick: add },
      count === 0 ? 'Add to basket' : `In basket: ${count}`,
    );
  }

  function ItemPage({ item }) {
    const average = useMemo(
      () => Math.round(item.reviews.reduce((sum, { rating }) => sum + rating, 0) / item.reviews.length),
      [item],
    );
    useEffect(() => {
      window.dataLayer.push({ event: 'view_item', id: item.id });
    }, [item]);
    return h(
      'main',
      { className: 'item' },
      h(
        'nav',
        null,
        ['Home', ...item.categories].map((name) => h('a', { key: name, href: '#' }, name)),
      ),
      h('h1', null, item.name),
      h(Stars, { rating: average }),
      h('p', { className: 'price' }, money(item.price, item.currency)),
      h(
        'div',
        { className: 'gallery' },
        item.images.map((src) => h('img', { key: src, src, alt: item.name })),
      ),
      h('video', { src: item.video, preload: 'auto', muted: true }),
      h(Basket),
      h(
        'ul',
        { className: 'features' },
        item.features.map((text) => h('li', { key: text }, text)),
      ),
      item.paragraphs.map((text) => h('p', { key: text }, text)),
      h(
        'section',
        null,
        h('h2', null, 'Reviews'),
        item.reviews.map((review, at) => h(Review, { key: at, review })),
      ),
      h(
        'section',
        null,
        h('h2', null, 'Related'),
        h(
          'ul',
          null,
          item.related.map((other) => h(Card, { key: other.path, item: other })),
        ),
      ),
    );
  }

  const root = ReactDOM.createRoot(document.getElementById('root'));
  root.render(h(Skeleton));

  function show(item) {
    document.title = `${item.name} | The Shop`;
    root.render(h(ItemPage, { item }));
  }

  async function fetchItem(id) {
    const response = await fetch(`/api/items/${id}`, { headers: { Accept: 'application/json' } });
    if (!response.ok) throw new Error(`the API answered ${response.status}`);
    return response.json();
  }

  function loadScript(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      Object.assign(script, { src, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  async function navigate(path) {
    const route = [{ pattern: /^\/app\/items\/(\d+)$/, script: '/assets/item-route.js' }]
      .map(({ pattern, script }) => ({ match: pattern.exec(path), script }))
      .find(({ match }) => match !== null);
    if (route === undefined) throw new Error(`no route for ${path}`);
    history.replaceState({ path }, '', path);
    await loadScript(route.script);
    show(await window.itemRoute(route.match[1], fetchItem));
  }

  const { source, item } = document.getElementById('root').dataset;
  const state = () => JSON.parse(document.getElementById('state').textContent);
  if (source === 'state') show(state());
  if (source === 'late') setTimeout(() => show(state()), LATE_MS);
  if (source === 'api') fetchItem(item).then(show);
  if (source === 'route') navigate(location.pathname);
})();
