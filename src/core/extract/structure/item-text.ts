/** What stands in items of lists beside their text: numbers of steps, links to share the page. */

const STEP =
  /^(?:step|schritt|\u00e9tape|paso|passo|passaggio|stap|krok|steg|trin|vaihe|\u0448\u0430\u0433)\s?\d{1,2}\s?[.:)\u2013-]?\s*(?=\S)/iu;
const NUMBER = /^(\d{1,2})(?:\s?[.:)\u2013-]\s*|\s+)(?=\p{L})/u;

/** Items without the numbers by which they are counted: "1. Mix", "2. Bake", or "Step 1 Mix". */
export function countedOff(items: readonly string[]): string[] {
  const plain = items.map((item) => item.replace(STEP, ''));
  const numbers = plain.map((item) => Number(NUMBER.exec(item)?.[1] ?? 0));
  const isCounted = plain.length > 1 && numbers.every((number, at) => number === at + 1);
  return isCounted ? plain.map((item) => item.replace(NUMBER, '')) : plain;
}

const NETWORKS =
  /^(?:(?:share|tweet|pin|pin it|save|print|rate|jump to|(?:print|pin|save|rate|jump to)(?: the| this)? recipe|copy link|facebook|twitter|x|pinterest|linkedin|whatsapp|instagram|youtube|tiktok|reddit|telegram|email|e-mail|permalink)(?:[\s,|\u00b7]+|$)){1,12}$/i;

/** True of nothing but links by which a page is shared, or its publisher followed. */
export function isShareLine(text: string): boolean {
  return text.length <= 120 && NETWORKS.test(text);
}
