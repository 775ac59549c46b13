/**
 * How pages tell how many things a list has, by language: what lists call their things, and what stands between the
 * numbers of "1 to 20 of 345". A new language is one line here.
 */

export interface TotalWords {
  /** What a list has, singular and plural. */
  readonly things: string;
  /** Before the total: "of 345". */
  readonly of: string;
  /** Between the first and the last that are shown, beside a dash. */
  readonly to?: string;
  /** Says that the number is of all. */
  readonly all?: string;
  /** Says that the number is what a search came upon. */
  readonly found: string;
  /** In front of the number of a page: "page 2 of 5". */
  readonly page: string;
  /** In front of the last row of a table, which sums the others up. */
  readonly sum?: string;
}

/** Lists of words, "_" for the space inside an entry. */
// prettier-ignore
export const TOTALS = {
  en: { things: 'result results item items entry entries row rows record records hit hits match matches listing listings article articles post posts list', of: 'of out_of', to: 'to through', all: 'total all found altogether', page: 'page', sum: 'total totals sum overall grand_total', found: 'found' },
  de: { things: 'ergebnis ergebnisse ergebnissen treffer treffern eintrag einträge einträgen artikel artikeln beitrag beiträge beiträgen zeilen datensätze', of: 'von aus', to: 'bis', all: 'insgesamt gesamt alle gefunden', page: 'seite', sum: 'summe gesamt insgesamt', found: 'gefunden' },
  fr: { things: 'résultat résultats élément éléments article articles entrées lignes annonces', of: 'sur de', to: 'à', all: 'total tous toutes trouvés', page: 'page', sum: 'total totaux somme', found: 'trouvés trouvé' },
  es: { things: 'resultado resultados elemento elementos artículos entradas registros anuncios', of: 'de', to: 'a al', all: 'total todos todas encontrados', page: 'página pág', sum: 'total totales suma', found: 'encontrados' },
  it: { things: 'risultato risultati elemento elementi articoli voci righe annunci', of: 'di su', to: 'a', all: 'totale tutti tutte trovati', page: 'pagina pag', sum: 'totale totali somma', found: 'trovati' },
  pt: { things: 'resultado resultados itens item artigos registros entradas anúncios', of: 'de', to: 'a até', all: 'total todos todas encontrados', page: 'página pág', sum: 'total totais soma', found: 'encontrados' },
  nl: { things: 'resultaat resultaten item items artikelen berichten rijen', of: 'van', to: 'tot t_m', all: 'totaal alle gevonden', page: 'pagina', sum: 'totaal', found: 'gevonden' },
  sv: { things: 'träff träffar resultat artiklar inlägg rader poster', of: 'av', to: 'till', all: 'totalt alla', page: 'sida sidan', sum: 'summa totalt', found: 'hittades' },
  da: { things: 'resultat resultater artikler indlæg rækker poster', of: 'af', to: 'til', all: 'alt alle', page: 'side', sum: 'sum total', found: 'fundet' },
  nb: { things: 'treff resultat resultater artikler innlegg rader', of: 'av', to: 'til', all: 'totalt alle', page: 'side', sum: 'sum totalt', found: 'funnet' },
  fi: { things: 'tulos tulosta tulokset osumaa artikkelia', of: '/', all: 'yhteensä kaikki', page: 'sivu', sum: 'yhteensä', found: 'löytyi' },
  pl: { things: 'wynik wyniki wyników pozycji wpisów artykułów', of: 'z', to: 'do', all: 'razem łącznie wszystkie', page: 'strona strony', sum: 'suma razem łącznie', found: 'znaleziono' },
  cs: { things: 'výsledek výsledky výsledků položek záznamů článků', of: 'z', to: 'až', all: 'celkem všechny', page: 'strana stránka', sum: 'celkem součet', found: 'nalezeno' },
  ru: { things: 'результат результата результатов записей товаров статей строк', of: 'из', to: 'до по', all: 'всего все найдено', page: 'страница стр', sum: 'итого всего', found: 'найдено' },
  uk: { things: 'результат результати результатів записів товарів статей рядків оголошень', of: 'з із', to: 'до по', all: 'всього усі знайдено', page: 'сторінка стор', sum: 'разом усього', found: 'знайдено' },
} as const satisfies Readonly<Record<string, TotalWords>>;
