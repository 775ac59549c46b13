import assert from 'node:assert/strict';
import { coerce } from '../../../src/core/extract/coerce/index.js';
import { LANGUAGES } from '../../../src/core/extract/words/dates.js';

// A Friday.
const NOW = '2024-03-15T08:00:00Z';

function dateOf(text: string, lang: string | null): unknown {
  const context = { lang, referenceDate: () => new Date(NOW), wordedDates: { left: 1 } };
  const result = coerce(text, 'date', context);
  return result.kind === 'value' ? result.value : null;
}

function table(what: string, rows: readonly (readonly [string, string | null, string | null])[]): void {
  describe(what, () => {
    for (const [text, expected, lang] of rows) {
      it(`reads "${text}" as ${expected ?? 'nothing'}${lang === null ? '' : ` in ${lang}`}`, () => {
        assert.equal(dateOf(text, lang), expected);
      });
    }
  });
}

table('dates with names of months', [
  ['[Sept] 4, 2023', '2023-09-04', 'en'],
  ['the 1st day of March 2023', '2023-03-01', 'en'],
  ['Sun Aug 06 12:00:00 2023', '2023-08-06', 'en'],
  ['8:25 a.m. Dec. 12, 2023', '2023-12-12', 'en'],
  ['June 12-14, 2023', '2023-06-12', 'en'],
  ["5 Nov '19", '2019-11-05', 'en'],
  ['dimanche 1er février 2023', '2023-02-01', 'fr'],
  ['11 aout 2023', '2023-08-11', 'fr'],
  ['12.-14. Juni 2023', '2023-06-12', 'de'],
  ['14-Aralık-2023, 20:56', '2023-12-14', 'tr'],
  ['2023. március 5.', '2023-03-05', 'hu'],
  ['2023 m. gegužės 9 d.', '2023-05-09', 'lt'],
  ['2023. gada 5. marts', '2023-03-05', 'lv'],
  ['13. studenog 2023.', '2023-11-13', 'hr'],
  ['2 listopada 2023', '2023-11-02', 'pl'],
  ['2. listopada 2023.', '2023-10-02', 'hr'],
  ['13 авг. 2023г. 19:13', '2023-08-13', 'ru'],
  ['2023-кві-12', '2023-04-12', 'uk'],
  ['5 жніўня 2023 года', '2023-08-05', 'be'],
  ['17 Μαρτίου 2023', '2023-03-17', 'el'],
  ['12 במרץ 2023', '2023-03-12', 'he'],
  ['12 מרץ 2023', '2023-03-12', 'he'],
  ['2023 წლის 17 მარტი', '2023-03-17', 'ka'],
  ['१७ अक्टूबर २०२३', '2023-10-17', 'hi'],
  ['25শে মার্চ 1971', '1971-03-25', 'bn'],
  ['৯ জুন ২০২৩', '2023-06-09', 'bn'],
  ['ngày 05 tháng 03 năm 2023', '2023-03-05', 'vi'],
  ['Tháng Mười Hai 29, 2023', '2023-12-29', 'vi'],
  ['12 Hulyo 2023', '2023-07-12', 'fil'],
  ['14 كانون الثاني 2023', '2023-01-14', 'ar'],
  ['14 مارس ٢٠٢٣', '2023-03-14', 'ar'],
  ['14. März 2023', '2023-03-14', 'en'],
  ['Montag, 20. November', '2023-11-20', 'de'],
  ['10 мая', '2023-05-10', 'ru'],
  ['March 2023', null, 'en'],
  ['version 5 2023', null, 'en'],
  ['30 February 2023', null, 'en'],
]);

table('dates of other calendars', [
  ['22 พฤษภาคม 2566', '2023-05-22', 'th'],
  ['11 ก.พ. 2023', '2023-02-11', 'th'],
  ['15/03/2567', '2024-03-15', 'th'],
  ['سوم شهریور ۱۳۹۴', null, 'fa'],
  ['۳ شهریور ۱۳۹۴', '2015-08-25', 'fa'],
  ['۱۴۰۲/۱۲/۲۹', '2024-03-19', 'fa'],
  ['30 اسفند 1402', null, 'fa'],
  ['15 ذي الحجة 1444', '2023-07-03', 'ar'],
  ['14-09-1432 هـ', '2011-08-14', 'ar'],
  ['令和6年3月14日', '2024-03-14', 'ja'],
  ['平成元年1月8日', '1989-01-08', 'ja'],
  ['民國113年3月14日', '2024-03-14', 'zh-TW'],
  ['二〇二四年三月十四日', '2024-03-14', 'zh'],
  ['2023년02월10일 오후3시', '2023-02-10', 'ko'],
  ['２０２４年３月１４日', '2024-03-14', 'ja'],
]);

table('relative dates', [
  ['3 days ago', '2024-03-12', 'en'],
  ['Posted by Ann 3 days ago in News', '2024-03-12', 'en'],
  ['about an hour ago', '2024-03-15', 'en'],
  ['twenty one days ago', '2024-02-23', 'en'],
  ['1 year, 1 month and 1 day ago', '2023-02-14', 'en'],
  ['1 month ago', '2024-02-15', 'en'],
  ['last month', '2024-02-15', 'en'],
  ['1.5 days ago', '2024-03-13', 'en'],
  ['3d', '2024-03-12', 'en'],
  ['7 weeks', '2024-01-26', 'en'],
  ['Wednesday at 10:00', '2024-03-13', 'en'],
  ['Friday', '2024-03-08', 'en'],
  ['vor 3 Tagen', '2024-03-12', 'de'],
  ['vor einem Tag', '2024-03-14', 'de'],
  ['vorgestern', '2024-03-13', 'de'],
  ['il y a 2 jours', '2024-03-13', 'fr'],
  ['Aujourdʼhui', '2024-03-15', 'fr'],
  ['hace una semana', '2024-03-08', 'es'],
  ['2 giorni fa', '2024-03-13', 'it'],
  ['há 3 dias', '2024-03-12', 'pt'],
  ['for 3 dager siden', '2024-03-12', 'nb'],
  ['för 2 dagar sedan', '2024-03-13', 'sv'],
  ['2 päivää sitten', '2024-03-13', 'fi'],
  ['przedwczoraj', '2024-03-13', 'pl'],
  ['před 2 týdny', '2024-03-01', 'cs'],
  ['acum 3 zile', '2024-03-12', 'ro'],
  ['3 nappal ezelőtt', '2024-03-12', 'hu'],
  ['πριν από 3 ημέρες', '2024-03-12', 'el'],
  ['3 дня назад', '2024-03-12', 'ru'],
  ['5 років тому', '2019-03-15', 'uk'],
  ['3 gün önce', '2024-03-12', 'tr'],
  ['منذ يومين', '2024-03-13', 'ar'],
  ['۳ روز پیش', '2024-03-12', 'fa'],
  ['לפני 3 ימים', '2024-03-12', 'he'],
  ['3 दिन पहले', '2024-03-12', 'hi'],
  ['৩ দিন আগে', '2024-03-12', 'bn'],
  ['3 วันที่ผ่านมา', '2024-03-12', 'th'],
  ['3 ngày trước', '2024-03-12', 'vi'],
  ['3 hari yang lalu', '2024-03-12', 'id'],
  ['3日前', '2024-03-12', 'ja'],
  ['3天前', '2024-03-12', 'zh'],
  ['3일 전', '2024-03-12', 'ko'],
  ['vor 3 Tagen', '2024-03-12', null],
  ['in 3 days', null, 'en'],
  ['tomorrow', null, 'en'],
  ['for 3 dager', null, 'nb'],
  ['3月', null, 'ja'],
  ['buy now', null, 'en'],
  ['5 stars', null, 'en'],
]);

describe('the table of words for dates', () => {
  const format = (tag: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { ...form, timeZone: 'UTC' });

  for (const language of LANGUAGES) {
    it(`reads every month of ${language} as its long dates write it`, () => {
      const long = format(language, { dateStyle: 'long' });
      for (let month = 1; month <= 12; month += 1) {
        const text = long.format(Date.UTC(2023, month - 1, 14));
        assert.equal(dateOf(text, language), `2023-${String(month).padStart(2, '0')}-14`, text);
      }
    });

    it(`reads "3 days ago" and "yesterday" in ${language}, and nothing in three days`, () => {
      const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
      for (const days of [1, 3, 5, 11]) {
        const day = new Date(Date.parse(NOW) - days * 86_400_000).toISOString().slice(0, 10);
        assert.equal(dateOf(relative.format(-days, 'day'), language), day, relative.format(-days, 'day'));
      }
      const ahead = dateOf(relative.format(3, 'day'), language);
      assert.equal(ahead, null, relative.format(3, 'day'));
    });
  }
});
