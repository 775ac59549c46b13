/** What pages write behind a kind of house that can be bought or rented: "Semi-detached house for sale". A new language is one line here. */

// prettier-ignore
export const DEALS = {
  en: 'for sale, to rent, for rent, to let',
  de: 'zu verkaufen, zum kauf, zum verkauf, zu vermieten, zur miete, kaufen, mieten',
  fr: 'à vendre, en vente, à louer, en location',
  es: 'en venta, en alquiler, en arriendo, en renta',
  it: 'in vendita, in affitto',
  pt: 'à venda, para venda, para comprar, para alugar, para arrendar',
  nl: 'te koop, te huur',
  sv: 'till salu, att hyra',
  da: 'til salg, til leje',
  nb: 'til salgs, til leie',
  fi: 'myytävänä, vuokrattavana, vuokrataan',
  pl: 'na sprzedaż, do wynajęcia, na wynajem',
  cs: 'na prodej, k pronájmu',
  sk: 'na predaj, na prenájom',
  hu: 'eladó, kiadó',
  ro: 'de vânzare, de închiriat',
  tr: 'satılık, kiralık',
  el: 'προς πώληση, προς ενοικίαση',
  uk: 'на продаж, продаж, продається, в оренду, оренда, здається',
} as const satisfies Readonly<Record<string, string>>;

/** What is counted before the kind: "3 bedroom house for sale". */
export const ROOMS_BEFORE = 'bed, beds, bedroom, bedrooms, bhk, room, rooms, zimmer, pièces, pièce, zi';
