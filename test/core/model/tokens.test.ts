import { strict as assert } from 'node:assert';
import { encode as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { estimateTokens, leastTokens } from '../../../src/core/model/tokens.js';

/** As a page's text comes: sentences, labels, prices, lists. */
const TEXTS: Readonly<Record<string, string>> = {
  English:
    'The kettle boils a litre of water in two minutes. Its guarantee covers parts and work for seven years.',
  German:
    'Der Wasserkocher erhitzt einen Liter in zwei Minuten. Überspannungsschutz, Kalkfilter und Lieferzubehör inbegriffen.',
  French: 'La bouilloire chauffe un litre d’eau en deux minutes ; la garantie couvre pièces et main-d’œuvre.',
  Polish:
    'Czajnik podgrzewa litr wody w dwie minuty. Gwarancja obejmuje części oraz robociznę przez siedem lat.',
  Slovene:
    'Grelnik segreje liter vode v dveh minutah. Možnost vgradnje, brezplačna dostava, ličenje in čiščenje.',
  Indonesian:
    'Ketel ini memanaskan satu liter air dalam dua menit. Tanggung jawab penjual melainkan dari pembelinya.',
  Vietnamese: 'Ấm đun nước này đun sôi một lít nước trong hai phút. Bảo hành bảy năm cho mọi bộ phận.',
  Russian:
    'Чайник нагревает литр воды за две минуты. Гарантия распространяется на детали и работу в течение семи лет.',
  Greek: 'Ο βραστήρας ζεσταίνει ένα λίτρο νερό σε δύο λεπτά. Η εγγύηση καλύπτει ανταλλακτικά και εργασία.',
  Arabic: 'تسخن الغلاية لترا من الماء في دقيقتين. يغطي الضمان قطع الغيار والعمل لمدة سبع سنوات.',
  Hebrew: 'הקומקום מרתיח ליטר מים בתוך שתי דקות. האחריות מכסה חלקים ועבודה למשך שבע שנים.',
  Hindi: 'केतली दो मिनट में एक लीटर पानी गर्म करती है। वारंटी सात साल तक पुर्जों और काम को कवर करती है।',
  Thai: 'กาต้มน้ำต้มน้ำหนึ่งลิตรได้ภายในสองนาที การรับประกันครอบคลุมอะไหล่และค่าแรงเป็นเวลาเจ็ดปี',
  Chinese: '水壶两分钟内烧开一升水。保修期为七年，包括零件和人工费用。',
  Japanese: 'ケトルは二分で一リットルの水を沸かします。保証は七年間、部品と作業を含みます。',
  Korean: '주전자는 이 분 안에 물 일 리터를 끓입니다. 보증은 칠 년 동안 부품과 작업을 포함합니다.',
  Georgian: 'ჩაიდანი ორ წუთში ერთ ლიტრ წყალს ადუღებს. გარანტია შვიდი წელია.',
  Tamil: 'கெண்டி இரண்டு நிமிடங்களில் ஒரு லிட்டர் தண்ணீரைக் கொதிக்க வைக்கிறது.',
  prices:
    '€ 24,90\n1.299,50 € statt 1.500,00 €\nSKU 4006381333931\n2026-03-14 18:22:05\n+49 30 901820\n100 x 60 x 45 cm',
  codes: 'XK-200/B7 REF:00912-AF3 https://shop.test/p/kettle?id=77812&ref=home#top {"sku":"A-1","n":[1,2,3]}',
  table:
    'Model | Watts | Litres\n--- | --- | ---\nKX-1 | 1,800 | 1.7\nKX-2 | 2,200 | 1.0\nKX-3 | 3,000 | 0.8',
  capitals: 'FREE SHIPPING ON ALL ORDERS\nADD TO BASKET\nOUT OF STOCK\nTECHNISCHE SPEZIFIKATIONEN',
  emoji: '🎉 New! ⭐⭐⭐⭐☆ 👩‍🚀 🇩🇪 ✅ In stock → order now ❤️🔥',
};

describe('the estimate of tokens', () => {
  for (const [name, text] of Object.entries(TEXTS))
    it(`bounds what tokenisers count: ${name}`, () => {
      for (const count of [o200k(text).length, cl100k(text).length]) {
        const [most, least] = [estimateTokens(text), leastTokens(text)];
        assert.ok(count <= most, `${count} tokens, at most ${most} expected`);
        assert.ok(count >= least, `${count} tokens, at least ${least} expected`);
      }
    });

  it('is not more than three times what a tokeniser with a large vocabulary counts of plain text', () => {
    for (const name of ['English', 'German', 'French', 'Russian', 'Arabic', 'Chinese', 'prices', 'table']) {
      const text = TEXTS[name] ?? '';
      assert.ok(estimateTokens(text) <= 3 * o200k(text).length, name);
    }
  });

  it('of lines together is no less than that of the whole', () => {
    const text = Object.values(TEXTS).join('\n');
    const lines = text.split('\n').reduce((sum, line) => sum + estimateTokens(line) + 1, 0);
    assert.ok(lines >= estimateTokens(text));
    assert.equal(estimateTokens(''), 0);
  });
});
