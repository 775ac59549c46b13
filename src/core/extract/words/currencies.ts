/** How pages write currencies beside amounts. A new sign is one entry here. */

/** Signs that mean one currency wherever they stand; of two that begin alike the longer first. */
// prettier-ignore
export const SIGNS: readonly (readonly [code: string, signs: string])[] = [
  ['USD', 'US$'], ['AUD', 'AU$ A$'], ['CAD', 'CA$ C$'], ['NZD', 'NZ$'], ['SGD', 'SG$ S$'], ['HKD', 'HK$'], ['TWD', 'NT$'],
  ['BRL', 'R$'], ['MXN', 'MX$'], ['EUR', '€'], ['GBP', '£'], ['INR', '₹'], ['RUB', '₽ руб'], ['UAH', '₴ грн'], ['TRY', '₺ TL'],
  ['KRW', '₩ 원'], ['ILS', '₪ ש"ח'], ['VND', '₫ đ'], ['THB', '฿ บาท'], ['PHP', '₱'], ['NGN', '₦'], ['KZT', '₸ тг'], ['PLN', 'zł'],
  ['CZK', 'Kč'], ['HUF', 'Ft'], ['BGN', 'лв'], ['RON', 'lei'], ['IDR', 'Rp'], ['MYR', 'RM'], ['CHF', 'SFr Fr.'], ['JPY', '円'],
  ['CNY', '元 人民币'], ['SAR', 'ر.س ريال'], ['AED', 'د.إ درهم'], ['EGP', 'ج.م جنيه'], ['QAR', 'ر.ق'], ['KWD', 'د.ك'], ['GEL', '₾'],
  ['AMD', '֏'], ['AZN', '₼'], ['BAM', 'KM'], ['RSD', 'дин din'],
];

/** Signs of several currencies, by the country or language of the page; `*` where it tells neither. */
export const SHARED_SIGNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  $: {
    us: 'USD',
    au: 'AUD',
    ca: 'CAD',
    nz: 'NZD',
    sg: 'SGD',
    hk: 'HKD',
    tw: 'TWD',
    mx: 'MXN',
    ar: 'ARS',
    cl: 'CLP',
    co: 'COP',
    uy: 'UYU',
    '*': 'USD',
  },
  '¥': { jp: 'JPY', ja: 'JPY', cn: 'CNY', zh: 'CNY' },
  '￥': { jp: 'JPY', ja: 'JPY', cn: 'CNY', zh: 'CNY' },
  kr: { se: 'SEK', sv: 'SEK', no: 'NOK', nb: 'NOK', nn: 'NOK', dk: 'DKK', da: 'DKK', is: 'ISK' },
  rs: { in: 'INR', pk: 'PKR', lk: 'LKR', np: 'NPR' },
};
