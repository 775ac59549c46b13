/** How pages say who wrote them, by language. A new language is one line here. */

export interface BylineWords {
  /** Before a name: "by". */
  readonly by?: string;
  /** Before that: "written by", "recipe by". */
  readonly texts?: string;
  /** Before a name behind a colon: "Author: ". */
  readonly label?: string;
  /** Between the names. */
  readonly and: string;
  /** What follows the names: where, when or for whom they wrote. */
  readonly end?: string;
  /** Who did something else begins with this: "Photo: ". */
  readonly other?: string;
  /** In the addresses of authors' pages. */
  readonly pages?: string;
}

/** Lists of words and phrases, comma-separated. */
// prettier-ignore
export const BYLINES = {
  en: { by: 'by', texts: 'written, posted, words, story, text, reported, recipe, article, published, submitted, created, saved, shared, started, asked, opinion, analysis, column, comment, commentary, essay, guest post', label: 'author, authors, reporter, writer', and: 'and', end: 'on, in, for, updated, published, posted, last updated, last modified, modified', other: 'photo, photos, photograph, photography, image, picture, illustration, editor, edited by, reviewed by, fact checked by, translated by', pages: 'author, authors, contributor, contributors, by, people, team, meet-the-team, profile, reporter, reporters, writers, journalist, journalists' },
  de: { by: 'von', texts: 'text, verfasst, geschrieben, veröffentlicht, ein artikel, ein beitrag, ein gastbeitrag, ein kommentar, eine analyse, artikel, beitrag, gastbeitrag, kommentar, analyse, rezept', label: 'text, autor, autorin, autoren, autor*in', and: 'und', end: 'am, für', other: 'foto, fotos, bild, bilder, illustration, redigiert, übersetzt', pages: 'autor, autoren, autorin, redaktion, journalisten' },
  fr: { by: 'par, recette de', texts: 'publié, écrit, rédigé, proposé', label: 'auteur, auteure', and: 'et', end: 'le, pour', other: 'photo, photos, illustration, traduit', pages: 'auteur, auteurs, journaliste' },
  es: { by: 'por, receta de', texts: 'escrito, publicado', label: 'autor, autora', and: 'y', end: 'el, para', other: 'foto, fotos, imagen, edición, traducción', pages: 'autor, autores' },
  it: { by: 'di, a cura di, scritto da, pubblicato da', label: 'autore, autrice', and: 'e', end: 'il, per', other: 'foto, immagine, traduzione', pages: 'autore, autori' },
  pt: { by: 'por, receita de', texts: 'escrito, publicado', label: 'autor, autora', and: 'e', end: 'em', other: 'foto, fotos, imagem, edição, tradução', pages: 'autor, autores' },
  nl: { by: 'door, recept van', texts: 'geschreven, geplaatst, gepubliceerd', label: 'auteur', and: 'en', end: 'op', other: 'foto, beeld, vertaling', pages: 'auteur, auteurs' },
  sv: { by: 'av', texts: 'skriven, skrivet, publicerad, text, recept', label: 'text, skribent', and: 'och', end: 'den', other: 'foto, bild', pages: 'av, skribent' },
  da: { by: 'af', texts: 'skrevet, tekst', label: 'tekst, forfatter', and: 'og', end: 'den', other: 'foto', pages: 'forfatter' },
  nb: { by: 'av', texts: 'skrevet, publisert, tekst, oppskrift', label: 'tekst, forfatter', and: 'og', end: 'den', other: 'foto', pages: 'forfatter' },
  fi: { label: 'teksti, kirjoittaja', and: 'ja', other: 'kuva, kuvat' },
  pl: { by: 'napisał, napisała', label: 'autor, autorka, tekst', and: 'i', other: 'fot, zdjęcie' },
  cs: { by: 'napsal, napsala', label: 'autor, autorka', and: 'a' },
  hu: { by: 'írta', label: 'szerző', and: 'és' },
  ro: { by: 'scris de', label: 'autor', and: 'și' },
  tr: { label: 'yazar', and: 've', other: 'fotoğraf', pages: 'yazar, yazarlar' },
  el: { label: 'συντάκτης', and: 'και' },
  ru: { by: 'материал подготовил, материал подготовила', label: 'автор, текст', and: 'и', other: 'фото' },
  uk: { label: 'автор, текст', and: 'та' },
  id: { by: 'oleh', label: 'penulis, reporter', and: 'dan', other: 'editor, foto', pages: 'penulis' },
  ja: { by: '記者', label: '文, 筆者, 執筆, 著者', and: 'と', other: '写真, 編集' },
  zh: { by: '記者, 记者', label: '文, 作者', and: '和', other: '摄影, 編輯, 编辑' },
} as const satisfies Readonly<Record<string, BylineWords>>;
