/** What goes with a price. */

import { currencyReader } from '../readers/currency.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const OFFER = {
  lowPrice: { isMoney: true, names: 'low price, lowest price, min price, minimum price, price from', paths: 'offers.lowPrice lowPrice offers.price' },
  highPrice: { isMoney: true, names: 'high price, highest price, max price, maximum price, price to', paths: 'offers.highPrice highPrice' },
  currency: { names: 'currency, price currency, currency code', paths: 'offers.priceCurrency offers.priceSpecification.priceCurrency offers.offers.priceCurrency priceCurrency hasVariant.offers.priceCurrency', metas: 'product:price:currency og:price:currency og:product:price:currency product:sale_price:currency', readers: [currencyReader], named: true },
  seller: { names: 'seller, vendor, shop, seller name, merchant', paths: 'offers.seller seller', shape: 'person' },
} satisfies Record<string, ConceptRow>;
