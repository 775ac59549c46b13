/** Words and abbreviations for thousands, millions and more, by language, as powers of ten. "_" stands for a space. */

// prettier-ignore
export const MAGNITUDES = {
  en: '3:thousand,thousands 6:mn,million,millions 9:bn,billion,billions 12:trillion,trillions 5:lakh,lakhs,lac,lacs 7:crore,crores,cr',
  de: '3:tsd,tausend 6:mio,million,millionen 9:mrd,milliarde,milliarden 12:billion,billionen',
  fr: '3:mille,milliers 6:million,millions 9:milliard,milliards,mds',
  es: '3:mil 6:millón,millones,mill 9:mil_millones 12:billones',
  it: '3:mila 6:milione,milioni,mln 9:miliardo,miliardi,mld',
  pt: '3:mil 6:milhão,milhões 9:bilhão,bilhões',
  nl: '3:duizend 6:miljoen,mln 9:miljard,mld',
  sv: '3:tusen 6:miljon,miljoner,milj,mn 9:miljard,miljarder,mdr',
  da: '3:tusind 6:millioner,mio 9:milliarder,mia',
  nb: '3:tusen 6:millioner,mill 9:milliarder,mrd',
  fi: '3:tuhatta 6:miljoonaa,milj 9:miljardia',
  pl: '3:tys,tysięcy,tysiące 6:mln,milion,miliony,milionów 9:mld,miliard,miliardy,miliardów',
  cs: '3:tis,tisíc 6:mil,milion,milionů 9:mld,miliard',
  ro: '3:mii 6:mil,milioane 9:miliarde',
  hu: '3:ezer 6:millió 9:milliárd',
  tr: '6:milyon,mn 9:milyar,mr',
  el: '3:χιλ,χιλιάδες 6:εκατ,εκατομμύρια 9:δισ,δισεκατομμύρια',
  ru: '3:тыс,тысяч,тысячи,тысяча 6:млн,миллион,миллиона,миллионов 9:млрд,миллиард,миллиарда,миллиардов',
  uk: '3:тис,тисяч,тисячі,тисяча 6:млн,мільйон,мільйона,мільйонів 9:млрд,мільярд,мільярда,мільярдів',
  bg: '3:хил,хиляди 6:млн,милиона 9:млрд,милиарда',
  ar: '3:ألف,آلاف 6:مليون,ملايين 9:مليار',
  fa: '3:هزار 6:میلیون 9:میلیارد',
  he: '3:אלף 6:מיליון 9:מיליארד',
  hi: '3:हज़ार,हजार 5:लाख 7:करोड़,करोड',
  bn: '3:হাজার 5:লাখ,লক্ষ 7:কোটি',
  th: '3:พัน 4:หมื่น 5:แสน 6:ล้าน',
  vi: '3:nghìn,ngàn 6:triệu 9:tỷ,tỉ',
  id: '3:ribu 6:juta 9:miliar',
} as const satisfies Readonly<Record<string, string>>;

/** Signs that follow a number without a space and may stand in steps, as in 3億5000万. */
export const EAST_ASIAN_MAGNITUDES: Readonly<Record<string, number>> = {
  ...{ 千: 3, 천: 3, 万: 4, 萬: 4, 만: 4, 億: 8, 亿: 8, 억: 8, 兆: 12, 조: 12 },
};
