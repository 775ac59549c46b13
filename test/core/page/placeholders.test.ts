import assert from 'node:assert/strict';
import { openDocument } from '../../../src/core/extract/index.js';
import { blockOf } from '../../../src/core/page/block.js';
import { withoutPlaceholders } from '../../../src/core/page/placeholder-values.js';
import { isPlaceholder } from '../../../src/core/page/placeholders.js';
import { judge, page, paragraphs, script, URL_OF_PAGE } from './vectors.js';

describe('isPlaceholder', () => {
  for (const text of [
    'Loading',
    'Loading…',
    'LOADING ...',
    'Loading, please wait…',
    'Loading products… 45 %',
    'Please wait',
    'Wird geladen',
    'Daten werden geladen …',
    'Chargement en cours…',
    'Cargando…',
    'Caricamento in corso...',
    'Carregando',
    'Laden…',
    'Načítání…',
    'Ładowanie…',
    'Загрузка 10 %',
    'Завантаження…',
    'Yükleniyor…',
    'جاري التحميل…',
    'טוען…',
    'กำลังโหลด…',
    'Đang tải…',
    'लोड हो रहा है…',
    '読み込み中',
    'しばらくお待ちください',
    '加载中…',
    '正在載入',
    '로딩 중입니다',
    'Φόρτωση…',
  ]) {
    it(`knows "${text}"`, () => assert.ok(isPlaceholder(text)));
  }

  for (const text of [
    '',
    '…',
    '45 %',
    'Loading docks of Rotterdam',
    'Loading… 24.90 EUR',
    'Loading $',
    'Downloading',
    'Laden',
    'Wait for me',
    'Waiting for Godot',
    'Das Paket wird geladen und verschickt',
    'Cargando el camión',
    'Loading '.repeat(60),
  ]) {
    it(`takes "${text.slice(0, 40)}" for none`, () => assert.ok(!isPlaceholder(text)));
  }
});

describe('a page whose only words are placeholders', () => {
  const logos = '<a href="/"><img src="/logo.svg" alt=""></a>'.repeat(3);
  const menu = '<nav><a href="/a">Cuisine</a> <a href="/b">Jardin</a></nav>';
  for (const [name, body] of [
    ['in a heading', `<div id="root"><h1>Loading…</h1></div><script>setTimeout(show, 4000)</script>`],
    ['with logos', `${logos}<h2>Wird geladen …</h2><p>Bitte warten</p>${script('/a.js')}`],
    ['in several elements', `<p>Cargando…</p><div>Espere por favor</div>${script('/a.js')}`],
    [
      'in a heading beside a menu',
      `${menu}<main aria-busy="true"><h1>Chargement…</h1></main>${script('/a.js')}`,
    ],
  ] as const) {
    it(`is an empty shell: ${name}`, () =>
      assert.equal(judge({ name, html: page('読み込み中', body) })?.rule, 'empty_shell'));
  }

  for (const [name, body] of [
    [
      'loading docks',
      '<h1>Loading docks of Rotterdam</h1><p>There are twelve of them, and four can be seen.</p>',
    ],
    ['a record', `<h1>Loading…</h1><p>The third record of ${'the band from Hull. '.repeat(14)}</p>`],
  ] as const) {
    it(`is not one of ${name}`, () =>
      assert.equal(judge({ name, html: page('Loading', body + script('/menu.js')) }), null));
  }

  it('is none without a script that could fill it', () =>
    assert.equal(judge({ name: '', html: page('', '<h1>Loading…</h1>') }), null));
});

describe('withoutPlaceholders', () => {
  const evidence = { heading: {}, tags: {}, price: {} } as never;
  const valuesOf = (html: string, data: Parameters<typeof withoutPlaceholders>[0]['data']) => {
    const doc = openDocument(html, URL_OF_PAGE);
    const block = blockOf({ status: 200, headers: {}, requestedUrl: URL_OF_PAGE, doc });
    return withoutPlaceholders({ data, evidence }, doc, block);
  };
  const data = { heading: 'Loading…', tags: ['Loading…'], price: 24.9, seller: { name: 'Bitte warten' } };

  it('takes them from an empty shell', () => {
    const { data: left, evidence: rests } = valuesOf(
      page('Shop', `<h1>Loading…</h1>${script('/a.js')}`),
      data,
    );
    assert.deepEqual(left, { heading: null, tags: [], price: 24.9, seller: { name: null } });
    assert.deepEqual(Object.keys(rests), ['price']);
  });

  it('takes them from a page that describes itself and shows nothing else', () => {
    const og = '<meta property="og:title" content="Blue kettle">';
    assert.equal(valuesOf(page('Shop', '<p>Loading…</p>', og), data).data['heading'], null);
  });

  it('leaves a page with content what it says', () => {
    assert.deepEqual(valuesOf(page('Loading…', `<h1>Loading…</h1>${paragraphs(2)}`), data).data, data);
  });
});
