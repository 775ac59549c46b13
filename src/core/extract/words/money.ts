/** What pages write in the place of an amount of money, by language. A new language is one line here. */

export interface MoneyWords {
  /** It costs nothing. */
  readonly free: string;
  /** It costs what is asked for. */
  readonly asked?: string;
  /** Begins a text about delivery, whatever amount follows. */
  readonly delivery?: string;
}

// prettier-ignore
export const MONEY = {
  en: { free: 'free, free of charge, no charge, complimentary', asked: 'price on request, price on application, poa, price upon request, call for price, ask for price, contact for price, price on enquiry', delivery: 'free shipping, free delivery' },
  de: { free: 'kostenlos, gratis, kostenfrei, umsonst', asked: 'preis auf anfrage, auf anfrage', delivery: 'kostenloser versand, versandkostenfrei, gratis versand' },
  fr: { free: 'gratuit, gratuite, offert', asked: 'prix sur demande, sur demande, nous consulter', delivery: 'livraison gratuite, livraison offerte' },
  es: { free: 'gratis, gratuito, gratuita', asked: 'precio a consultar, a consultar, consultar precio', delivery: 'envío gratis, envío gratuito' },
  it: { free: 'gratis, gratuito, gratuita', asked: 'prezzo su richiesta, trattativa riservata', delivery: 'spedizione gratuita' },
  pt: { free: 'grátis, gratuito, gratuita', asked: 'preço sob consulta, sob consulta', delivery: 'frete grátis, envio grátis' },
  nl: { free: 'gratis, kosteloos', asked: 'prijs op aanvraag, op aanvraag', delivery: 'gratis verzending, gratis bezorging' },
  sv: { free: 'gratis, kostnadsfritt', asked: 'pris på begäran', delivery: 'fri frakt' },
  da: { free: 'gratis', asked: 'pris på forespørgsel', delivery: 'gratis fragt, fri fragt' },
  nb: { free: 'gratis', asked: 'pris på forespørsel', delivery: 'gratis frakt, fri frakt' },
  fi: { free: 'ilmainen, maksuton', asked: 'hinta pyynnöstä', delivery: 'ilmainen toimitus' },
  pl: { free: 'za darmo, bezpłatnie, bezpłatny, darmowy, gratis', asked: 'cena na zapytanie, zapytaj o cenę', delivery: 'darmowa dostawa' },
  cs: { free: 'zdarma', asked: 'cena na dotaz, na dotaz, cena na vyžádání', delivery: 'doprava zdarma' },
  sk: { free: 'zadarmo, zdarma', asked: 'cena na vyžiadanie, cena na požiadanie', delivery: 'doprava zdarma' },
  hu: { free: 'ingyenes, ingyen', asked: 'ár kérésre', delivery: 'ingyenes szállítás' },
  ro: { free: 'gratuit, gratis', asked: 'preț la cerere', delivery: 'livrare gratuită' },
  tr: { free: 'ücretsiz, bedava', asked: 'fiyat sorunuz', delivery: 'ücretsiz kargo' },
  el: { free: 'δωρεάν', asked: 'κατόπιν αιτήματος', delivery: 'δωρεάν μεταφορικά' },
  ru: { free: 'бесплатно', asked: 'цена по запросу, по запросу, цену уточняйте, цена: уточняйте, уточняйте', delivery: 'бесплатная доставка' },
  uk: { free: 'безкоштовно', asked: 'ціна за запитом, за запитом, уточнюйте', delivery: 'безкоштовна доставка' },
  ja: { free: '無料', asked: '価格はお問い合わせください, 応談', delivery: '送料無料' },
  zh: { free: '免费, 免費', asked: '面议, 面議, 价格面议', delivery: '免运费, 免運費, 包邮' },
  ko: { free: '무료', asked: '가격 문의', delivery: '무료 배송, 무료배송' },
} as const satisfies Readonly<Record<string, MoneyWords>>;
