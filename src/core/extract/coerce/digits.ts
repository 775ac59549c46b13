/** Digits of any script as 0-9, each in the place where it stood. */

const OTHER_DIGITS = /[\u0660-\uffff]/;
const DIGIT = /(?![0-9])\p{Nd}/u;

/** Whether a text has digits of any script. */
export function hasDigits(text: string): boolean {
  return /\d/.test(text) || (OTHER_DIGITS.test(text) && /\p{Nd}/u.test(text));
}

export function latinDigits(text: string): string {
  return OTHER_DIGITS.test(text) ? text.replace(/[\u0660-\uffff]/g, latinDigit) : text;
}

/** A script's ten digits stand in order, from a code that ends in 0 or in 6. */
function latinDigit(char: string): string {
  if (!DIGIT.test(char)) return char;
  const code = char.charCodeAt(0);
  const sixteen = code & ~0xf;
  const zero = DIGIT.test(String.fromCharCode(sixteen)) ? sixteen : sixteen + 6;
  return String(code - zero);
}
