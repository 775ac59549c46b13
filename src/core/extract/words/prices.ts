/** What pages write beside an amount that is not what something costs now, by language. A new language is one line here. */

export interface PriceWords {
  /** What it cost before, or costs elsewhere. */
  readonly old: string;
  /** What comes on top, what is saved, what a part or a month of it costs, and the least of several. */
  readonly other: string;
}

// prettier-ignore
export const PRICES = {
  en: { old: 'was, rrp, msrp, list price, old price, regular price, original price, previous price, retail price, instead of', other: 'save, you save, saving, savings, shipping, delivery, free over, per month, per sq, per unit, per item, per kg, a month, monthly, from, up to, gift card, coupon, off, cashback, deposit, total price' },
  de: { old: 'statt, uvp, vorher, bisher, alter preis, früher, listenpreis', other: 'sie sparen, ersparnis, versand, zzgl, lieferung, ab einem, pro monat, monatlich, im monat, gutschein, gesamtpreis, anzahlung' },
  fr: { old: 'avant, au lieu de, prix conseillé, ancien prix, prix barré', other: 'économisez, livraison, par mois, mois, dès, prix total, frais de port, bon d’achat' },
  es: { old: 'antes, precio anterior, pvpr, precio recomendado', other: 'ahorra, ahorras, envío, gastos de envío, al mes, mes, cuotas, cuota, desde, precio total, sin interés' },
  it: { old: 'anziché, prezzo consigliato, prezzo precedente, prima', other: 'risparmi, spedizione, al mese, rate da, prezzo totale, sconto' },
  pt: { old: 'antes, preço anterior, de:', other: 'frete, parcela, parcelas, sem juros, com juros, por mês, economize, desconto, preço total' },
  nl: { old: 'van voor, adviesprijs, oude prijs', other: 'bespaar, je bespaart, verzendkosten, bezorging, per maand, totaalprijs' },
  sv: { old: 'ord pris, ordinarie pris, tidigare pris', other: 'spara, frakt, per månad, mån' },
  da: { old: 'før, førpris, normalpris', other: 'spar, fragt, pr måned' },
  nb: { old: 'før, førpris, veil pris', other: 'spar, frakt, per måned' },
  fi: { old: 'norm, ovh, aiemmin', other: 'säästä, toimitus, kk' },
  pl: { old: 'cena regularna, poprzednia cena, najniższa cena', other: 'oszczędzasz, dostawa, wysyłka, miesięcznie, rata, raty' },
  cs: { old: 'původní cena, běžná cena', other: 'ušetříte, doprava, měsíčně' },
  sk: { old: 'pôvodná cena, bežná cena', other: 'ušetríte, doprava, mesačne' },
  hu: { old: 'eredeti ár, régi ár', other: 'megtakarítás, szállítás, havonta' },
  ro: { old: 'preț vechi, prp', other: 'economisești, livrare, pe lună' },
  tr: { old: 'eski fiyat', other: 'kargo, taksit, aylık' },
  ru: { old: 'старая цена, было', other: 'доставка, в месяц, скидка, экономия, рассрочка' },
  uk: { old: 'стара ціна, було', other: 'доставка, на місяць, знижка, економія' },
  el: { old: 'αρχική τιμή', other: 'μεταφορικά, δόσεις, έκπτωση' },
  ja: { old: '通常価格, 定価, 参考価格', other: '送料, 配送料, 月々, 割引, ポイント' },
  zh: { old: '原价, 原價, 市场价, 建議售價', other: '运费, 運費, 每月, 折扣, 满, 滿' },
  ko: { old: '정가', other: '배송비, 할인, 월' },
} as const satisfies Readonly<Record<string, PriceWords>>;
