/** Names of months, whole or cut, in the languages of Europe: what stands between a day and a year. */

const NAMES: readonly string[] = [
  'january jan januar januari janvier janv enero ene gennaio gen janeiro ianuarie ian tammikuuta tammikuu stycznia sty styczeń ledna leden led január siječnja januara ιανουαρίου ιαν января янв січня januára ocak oca jänner janeiro',
  'february feb februar februari février fevrier févr fév febrero febbraio fevereiro fev februarie helmikuuta helmikuu lutego lut luty února únor úno február veljače februara φεβρουαρίου φεβ февраля фев лютого şubat şub februára',
  'march mar mars märz maerz mär marz mrz maart mrt marzo março martie maaliskuuta maaliskuu marca marzec března březen bře március márc ožujka marta μαρτίου μαρ марта мар березня mart',
  'april apr avril avr abril abr aprile aprilie huhtikuuta huhtikuu kwietnia kwi kwiecień dubna duben dub április ápr travnja aprila απριλίου απρ апреля апр квітня nisan nis apríla',
  'may mai mei maj mayo maggio mag maio mai toukokuuta toukokuu maja května květen kvě május máj svibnja μαΐου μαϊ мая май травня mayıs may mája',
  'june jun juni juin junio giugno giu junho iunie iun kesäkuuta kesäkuu czerwca cze czerwiec června červen čvn június jún lipnja juna ιουνίου ιουν июня июн червня haziran haz júna',
  'july jul juli juillet juil julio luglio lug julho iulie iul heinäkuuta heinäkuu lipca lip lipiec července červenec čvc július júl srpnja jula ιουλίου ιουλ июля июл липня temmuz tem júla',
  'august aug augusti août aout agosto ago elokuuta elokuu sierpnia sie sierpień srpna srpen srp augusztus kolovoza avgusta αυγούστου αυγ августа авг серпня ağustos ağu augustus augusta',
  'september sep sept septembre septiembre settembre set setembro septembrie syyskuuta syyskuu września wrz wrzesień září zář szeptember szept rujna septembra σεπτεμβρίου σεπ сентября сен сент вересня eylül eyl',
  'october oct oktober okt octobre octubre ottobre ott outubro out octombrie lokakuuta lokakuu października paź październik října říjen říj október oktobra οκτωβρίου οκτ октября окт жовтня ekim eki októbra',
  'november nov novembre noviembre novembro noiembrie noi marraskuuta marraskuu listopad listopada lis listopadu novembra studenoga νοεμβρίου νοε ноября ноя листопада kasım kas novembra',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro decembrie joulukuuta joulukuu grudnia gru grudzień prosince prosinec pro prosinca decembra δεκεμβρίου δεκ декабря дек грудня aralık ara desember des',
];

const NUMBERS = new Map(
  NAMES.flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)),
);

/** 1 to 12, or null when the word names no month. The Polish and Croatian "listopada" are told apart by the language. */
export function monthOf(word: string, lang: string | null): number | null {
  const name = word.toLowerCase();
  if (name === 'listopada') return lang?.toLowerCase().startsWith('hr') === true ? 10 : 11;
  return NUMBERS.get(name) ?? null;
}
