import assert from 'node:assert/strict';
import { extractFields, openDocument } from '../../../../src/core/extract/index.js';
import type { FieldType, FieldValues } from '../../../../src/core/schema.js';

function extract(html: string, fields: Readonly<Record<string, FieldType>>): FieldValues {
  const schema = Object.entries(fields).map(([field, type]) => ({ field, type }));
  const fetchedAt = new Date('2024-06-01T12:00:00Z');
  return extractFields(openDocument(html, 'https://site.test/kontakt'), schema, { fetchedAt }).data;
}

const ld = (...graph: readonly unknown[]): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@graph': graph })}</script>`;

describe('contact pages', () => {
  it('tell addresses in links and text', () => {
    for (const html of [
      '<a href="mailto:info@site.test?subject=Hi">Write</a>',
      '<a href="mailto:info%40site.test">Schreiben</a>',
      '<p>Écrivez à info@site.test.</p>',
      '<p>info [at] site [dot] test</p>',
      '<a href="/cdn-cgi/l/email-protection" data-cfemail="2a43444c456a59435e4f045e4f595e">[email protected]</a>',
      '<footer><a href="mailto:web@other.test">Agency</a></footer><p>info@site.test',
    ])
      assert.equal(extract(html, { email: 'string' })['email'], 'info@site.test', html);
    assert.equal(
      extract('<a href="mailto:?subject=x&body=y">Share</a><img src="a@2x.png">', { email: 'string' })[
        'email'
      ],
      null,
    );
    assert.equal(
      extract('<footer><a href="mailto:web@other.test">Us</a></footer>', { email: 'string' })['email'],
      'web@other.test',
    );
    const two = '<a href="mailto:a@site.test">A</a><a href="mailto:b@site.test">B</a>';
    assert.deepEqual(extract(two, { emails: 'array<string>' })['emails'], ['a@site.test', 'b@site.test']);
  });

  it('tell numbers as they are shown', () => {
    const phone = { phone: 'string' } as const;
    assert.equal(extract('<a href="tel:+4930123456">030 / 123 456</a>', phone)['phone'], '030 / 123 456');
    assert.equal(extract('<a href="tel:+4930123456">Anrufen</a>', phone)['phone'], '+4930123456');
    assert.equal(extract('<p>Téléphone : 01 23 45 67 89</p>', phone)['phone'], '01 23 45 67 89');
  });

  it('tell where the links of described people lead, whatever those are named', () => {
    const links = (email: string, phone: string): string =>
      `<a ${email} href="mailto:ann@site.test">Write to me</a> <a ${phone} href="tel:+4930123456">Call</a>`;
    for (const html of [
      `<div class="h-card"><b class="p-name">Ann Lee</b>${links('class="u-email"', 'class="p-tel"')}</div>`,
      `<div itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ann Lee</b>${links('itemprop="email"', 'itemprop="telephone"')}</div>`,
    ])
      assert.deepEqual(extract(html, { name: 'string', email: 'string', phone: 'string' }), {
        name: 'Ann Lee',
        email: 'ann@site.test',
        phone: '+4930123456',
      });
  });

  it('tell postal addresses', () => {
    const html = '<address>Acme GmbH<br>Hauptstr. 5<br>10115 Berlin<br>Tel: 030 1234567</address>';
    assert.equal(extract(html, { address: 'string' })['address'], 'Acme GmbH, Hauptstr. 5, 10115 Berlin');
    assert.equal(
      extract('<address class=author>By <a rel=author>Ann Lee</a></address>', { address: 'string' })[
        'address'
      ],
      null,
    );
  });
});

describe('pages about an organization or a person', () => {
  const site = { '@type': 'WebSite', name: 'Acme' };
  const acme = {
    '@type': 'Organization',
    name: 'Acme GmbH',
    telephone: '+49 30 1',
    email: 'info@acme.test',
    vatID: 'DE1',
    address: {
      streetAddress: 'Hauptstr. 5',
      postalCode: '10115',
      addressLocality: 'Berlin',
      addressCountry: 'DE',
    },
    sameAs: ['https://social.test/acme', 'https://video.test/acme'],
  };

  it('answer what only those have', () => {
    const asked = {
      name: 'string',
      phone: 'string',
      email: 'string',
      address: 'string',
      city: 'string',
      country: 'string',
      vat_id: 'string',
      social_links: 'array<string>',
    } as const;
    assert.deepEqual(
      extract(ld(site, { '@type': 'ContactPage' }, acme) + '<title>Acme GmbH: Contact</title>', asked),
      {
        name: 'Acme GmbH',
        phone: '+49 30 1',
        email: 'info@acme.test',
        address: 'Hauptstr. 5, Berlin, 10115',
        city: 'Berlin',
        country: 'DE',
        vat_id: 'DE1',
        social_links: acme.sameAs,
      },
    );
  });

  it('are not pages of which the organization is only the publisher', () => {
    const article = { '@type': 'NewsArticle', headline: 'Rain', datePublished: '2024-05-05' };
    const data = extract(ld(acme, article), { title: 'string', city: 'string' });
    assert.deepEqual(data, { title: 'Rain', city: null });
    assert.equal(extract(ld(acme) + '<h1>Rain in May</h1>', { title: 'string' })['title'], 'Rain in May');
  });

  it('describe a person by JSON-LD, microdata or a card', () => {
    const person = {
      '@type': 'Person',
      name: 'Ann Lee',
      jobTitle: 'Head of Tea',
      worksFor: { name: 'Acme' },
    };
    const asked = { name: 'string', job_title: 'string', company: 'string' } as const;
    const answer = { name: 'Ann Lee', job_title: 'Head of Tea', company: 'Acme' };
    for (const html of [
      ld({ '@type': 'ProfilePage', mainEntity: person }),
      ld(site, acme, person),
      '<div itemscope itemtype="https://schema.org/Person"><b itemprop=name>Ann Lee</b> <i itemprop=jobTitle>Head of Tea</i> <i itemprop=worksFor>Acme</i></div>',
      '<div class="h-card"><b class="p-name">Ann Lee</b> <i class="p-job-title">Head of Tea</i> <i class="p-org">Acme</i></div>',
      '<div class="vcard"><b class="fn">Ann Lee</b> <i class="title">Head of Tea</i> <i class="org">Acme</i></div>',
    ])
      assert.deepEqual(extract(`${html}<h1>Ann Lee</h1><p>About me`, asked), answer, html);
  });

  it('tell opening hours in the short form', () => {
    const hours = [
      {
        dayOfWeek: ['Monday', 'Tuesday', 'https://schema.org/Wednesday'],
        opens: '09:00',
        closes: '18:00:00',
      },
      { dayOfWeek: 'Saturday', opens: '10:00', closes: '14:00' },
    ];
    const shop = { '@type': 'Store', name: 'Acme', openingHoursSpecification: hours };
    assert.equal(
      extract(ld(shop), { opening_hours: 'string' })['opening_hours'],
      'Mo-We 09:00-18:00, Sa 10:00-14:00',
    );
    assert.deepEqual(extract(ld(shop), { opening_hours: 'array<string>' })['opening_hours'], [
      'Mo-We 09:00-18:00',
      'Sa 10:00-14:00',
    ]);
    assert.equal(
      extract('<dl><dt>Öffnungszeiten<dd>Mo-Fr 9-18 Uhr</dl>', { opening_hours: 'string' })['opening_hours'],
      'Mo-Fr 9-18 Uhr',
    );
  });
});

describe('pages of questions', () => {
  const question = (name: string, text: string): object => ({
    '@type': 'Question',
    name,
    acceptedAnswer: { '@type': 'Answer', text },
  });

  it('give one question with its answer', () => {
    const page = {
      '@type': 'QAPage',
      mainEntity: { ...question('Why tea?', 'It is warm.'), answerCount: 3 },
    };
    const asked = { question: 'string', answer: 'string', answer_count: 'integer' } as const;
    const answer = { question: 'Why tea?', answer: 'It is warm.', answer_count: 3 };
    assert.deepEqual(extract(ld(page), asked), answer);
    const micro =
      '<div itemscope itemtype="https://schema.org/QAPage"><div itemprop=mainEntity itemscope itemtype="https://schema.org/Question"><h1 itemprop=name>Why tea?</h1><b itemprop=answerCount>3</b><div itemprop=acceptedAnswer itemscope itemtype="https://schema.org/Answer"><p itemprop=text>It is warm.</p></div></div></div>';
    assert.deepEqual(extract(micro, asked), answer);
  });

  it('give all questions of a list of them', () => {
    const page = {
      '@type': 'FAQPage',
      mainEntity: [question('A?', 'a'), question('B?', 'b'), question('C?', 'c')],
    };
    const asked = { questions: 'array<string>', answers: 'array<string>' } as const;
    assert.deepEqual(extract(ld(page), asked), { questions: ['A?', 'B?', 'C?'], answers: ['a', 'b', 'c'] });
  });
});

describe('areas without a label', () => {
  const areaOf = (html: string): unknown => extract(html, { floor_area: 'float' })['floor_area'];

  it('are told by their unit', () => {
    assert.equal(areaOf('<ul><li>3 rooms<li>273 m²</ul>'), 273);
    assert.equal(areaOf('<p>3 beds | 2 baths | 2,517 Square Feet</p>'), 2517);
    assert.equal(areaOf('<p><span>95</span> qm</p>'), 95);
  });

  it('are not those of the ground, and not one of several', () => {
    assert.equal(areaOf('<p>Grundstück</p><p>800 m²</p>'), null);
    assert.equal(areaOf('<ul><li>273 m²<li>90 m²</ul>'), null);
    const both = '<dl><dt>Wohnfläche<dd>120 m²<dt>Grundstück<dd>800 m²</dl>';
    assert.deepEqual(extract(both, { living_area: 'float', plot_area: 'float' }), {
      living_area: 120,
      plot_area: 800,
    });
    assert.equal(extract('<dl><dt>Living area<dd>120 m²</dl>', { plot_area: 'float' })['plot_area'], null);
  });
});
