/** Labels with words that add nothing to them: "No. of bedrooms", "Wohnfläche ca.", "Property reference". */

const BEFORE =
  /^(?:(?:total )?number of|nos? of|nr of|nb de|nbre de|nombre de|anzahl|aantal|numero di|n\u00famero de|n\u00ba de|liczba|ilo\u015b\u0107|antal|antall|po\u010det|\u043a\u043e\u043b\u0438\u0447\u0435\u0441\u0442\u0432\u043e|\u043a\u043e\u043b \u0432\u043e|\u043a\u0456\u043b\u044c\u043a\u0456\u0441\u0442\u044c|this|our|your|product|property|item)\s(?=\S)/u;
const BEHIND = /\s(?:ca|circa|approx|approximately|aprox|environ|about)$/u;

/** The comparable form of a label, then without such words. */
export function labelForms(key: string): string[] {
  const bare = key.replace(BEFORE, '').replace(BEHIND, '');
  return bare === key ? [key] : [key, bare];
}
