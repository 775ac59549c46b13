/** Strings that stand for "no value", and strings that must not leave the page. */

// prettier-ignore
const NULL_TOKENS = new Set([
  '', 'n/a', 'na', 'none', 'null', 'nil', '-', '--', '\u2013', '\u2014', 'tbd', 'tba', 'unknown', 'unspecified',
  'no data', 'no information', 'no info', 'not specified', 'not stated', 'not given', 'not provided', 'not known',
  'keine angabe', 'keine angaben', 'k.a.', 'k. a.', 'nicht angegeben', 'non renseigné', 'non précisé', 'non spécifié',
  'no especificado', 'sin datos', 'non specificato', 'não informado', 'não especificado', 'niet opgegeven', 'ej angivet',
  'brak danych', 'neuvedeno', 'нет данных', 'не указано', 'не вказано', '情報なし', '暂无数据',
]);

export function isNullToken(text: string): boolean {
  return text.length <= 32 && NULL_TOKENS.has(text.trim().toLowerCase());
}

const MAX_TEMPLATE_CHARS = 200;

/** What a script was to fill in, and has not: "{{ price }} \u20ac". */
export function isTemplate(text: string): boolean {
  return text.length <= MAX_TEMPLATE_CHARS && /\{\{[^{}]{1,100}\}\}/.test(text);
}

const CREDENTIALS = [
  /^(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)[-_]\S{8,}$/,
  /^sk-[A-Za-z0-9_-]{20,}$/,
  /^gh[pousr]_[A-Za-z0-9]{20,}$/,
  /^github_pat_\w{20,}$/,
  /^glpat-[\w-]{20,}$/,
  /^xox[abeoprs]-[\w-]{10,}$/,
  /^(?:AKIA|ASIA)[A-Z0-9]{16}$/,
  /^AIza[\w-]{35}$/,
  /^ya29\.[\w-]{20,}$/,
  /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*$/,
  /^hf_[A-Za-z0-9]{20,}$/,
  /^npm_[A-Za-z0-9]{30,}$/,
  /^Bearer [\w.~+/-]{20,}=*$/,
  /^-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/,
];

/** True for API keys and tokens, recognised by their issuers' prefixes. */
export function isCredential(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length >= 16 && trimmed.length <= 4_096 && CREDENTIALS.some((shape) => shape.test(trimmed));
}
