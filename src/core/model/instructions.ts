/**
 * Lines of a page that speak to a model instead of a reader. They are left out of what it is shown, and since an answer
 * must stand in what it was shown, what only such a line says can never become one.
 */

const MAX_LINE_CHARS = 2_000;

const AGENT =
  'assistant|ai|a\\.i\\.|llms?|language models?|gpt|chatgpt|claude|gemini|copilot|model|bot|crawler|scraper|agent';
const ORDER = 'instructions?|prompts?|directions?|rules?|guidelines?|commands?|messages?|context';

const PATTERNS: readonly RegExp[] = [
  new RegExp(`\\b(?:ignore|disregard|forget|override|bypass)\\b.{0,60}\\b(?:${ORDER})\\b`, 'iu'),
  new RegExp(
    `\\b(?:previous|prior|above|earlier|system|new|updated|real|hidden)\\s(?:${ORDER})\\b\\s?[:\\-]`,
    'iu',
  ),
  new RegExp(`\\b(?:you are|act as|pretend to be|behave as)\\b.{0,40}\\b(?:${AGENT})\\b`, 'iu'),
  new RegExp(
    `\\b(?:attention|note|message|instructions?|important|dear|hey|hello)\\b.{0,30}\\b(?:${AGENT})\\b.{0,20}[:,!]`,
    'iu',
  ),
  new RegExp(`\\b(?:if you are|as) an? (?:${AGENT})\\b`, 'iu'),
  /\b(?:respond|reply|answer)\b.{0,20}\b(?:only|always|instead|exactly)\b/iu,
  /\b(?:return|output|print|extract|report|set|put|fill)\b.{0,60}\b(?:(?:for|in|as) (?:every|each|all|the) (?:fields?|values?|answers?|json))\b/iu,
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext|inst)\|?>|\[\/?(?:inst|sys|system)\]/iu,
  /^\s*(?:system|assistant|developer)\s*:/iu,
];

export function speaksToModel(line: string): boolean {
  const text = line.slice(0, MAX_LINE_CHARS);
  return PATTERNS.some((pattern) => pattern.test(text));
}
