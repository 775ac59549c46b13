/** How pages say who wrote them, by language. A new language is one line here. */

export interface BylineWords {
  /** Before a name: "by". */
  readonly by?: string;
  /** The same on pages of this language only: a short word that means something else in others. */
  readonly own?: string;
  /** Behind a name: what its owner does, as East Asian newspapers sign. */
  readonly after?: string;
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
  en: { by: 'by', texts: 'written, posted, words, story, text, reported, recipe, article, published, submitted, created, saved, shared, started, asked, opinion, analysis, column, comment, commentary, essay, guest post', label: 'author, authors, reporter, writer, words, story', and: 'and', end: 'on, in, at, for, updated, published, posted, last updated, last modified, modified', other: 'photo, photos, photograph, photography, image, picture, illustration, editor, edited by, reviewed by, fact checked by, translated by', pages: 'author, authors, contributor, contributors, by, people, team, meet-the-team, profile, reporter, reporters, writers, journalist, journalists' },
  de: { by: 'von', texts: 'text, verfasst, geschrieben, veröffentlicht, ein artikel, ein beitrag, ein gastbeitrag, ein kommentar, eine analyse, artikel, beitrag, gastbeitrag, kommentar, analyse, rezept, eine reportage, ein interview, ein bericht, eine glosse, ein essay, ein porträt, reportage, interview, bericht, protokoll, aufgezeichnet', label: 'text, autor, autorin, autoren, autor*in, autorinnen, verfasser, verfasserin, interview, protokoll, text und foto, text und fotos, text & foto', and: 'und', end: 'am, um, für', other: 'foto, fotos, bild, bilder, illustration, redigiert, übersetzt', pages: 'autor, autoren, autorin, redaktion, journalisten' },
  fr: { by: 'par, recette de, de notre envoyé spécial, de notre envoyée spéciale, de notre correspondant, de notre correspondante', texts: 'publié, écrit, rédigé, proposé, article rédigé, article écrit, propos recueillis, un article, texte, enquête, reportage', label: 'auteur, auteure, auteurs, texte, journaliste', and: 'et', end: 'le, à, pour', other: 'photo, photos, illustration, traduit', pages: 'auteur, auteurs, journaliste' },
  es: { by: 'por, receta de, texto de, artículo de', texts: 'escrito, publicado, texto, redactado, un artículo, reportaje, entrevista', label: 'autor, autora, autores, texto, periodista', and: 'y', end: 'el, para', other: 'foto, fotos, imagen, edición, traducción', pages: 'autor, autores' },
  it: { by: 'di, a cura di, scritto da, pubblicato da, dal nostro inviato, dalla nostra inviata, dal nostro corrispondente, dalla nostra corrispondente, articolo di, intervista di, testo di, servizio di', label: 'autore, autrice, autori, testo', and: 'e', end: 'il, per', other: 'foto, immagine, traduzione', pages: 'autore, autori' },
  pt: { by: 'por, receita de, texto de, reportagem de', texts: 'escrito, publicado, publicada, texto, reportagem, entrevista', label: 'autor, autora, autores, texto, reportagem', and: 'e', end: 'em, às', other: 'foto, fotos, imagem, edição, tradução', pages: 'autor, autores' },
  nl: { by: 'door, recept van, van onze verslaggever, van onze redacteur', texts: 'geschreven, geplaatst, gepubliceerd, tekst, artikel', label: 'auteur, auteurs, tekst, door', and: 'en', end: 'op, om', other: 'foto, beeld, vertaling', pages: 'auteur, auteurs' },
  sv: { by: 'av', texts: 'skriven, skrivet, publicerad, text, recept', label: 'text, skribent, författare, reporter, av', and: 'och', end: 'den, kl', other: 'foto, bild', pages: 'av, skribent' },
  da: { by: 'af', texts: 'skrevet, tekst', label: 'tekst, forfatter', and: 'og', end: 'den, kl', other: 'foto', pages: 'forfatter' },
  nb: { by: 'av', texts: 'skrevet, publisert, tekst, oppskrift', label: 'tekst, forfatter', and: 'og', end: 'den, kl', other: 'foto', pages: 'forfatter' },
  fi: { label: 'teksti, kirjoittaja, toimittaja, tekijä', and: 'ja', other: 'kuva, kuvat' },
  pl: { by: 'napisał, napisała, oprac., opracował, opracowała, rozmawiał, rozmawiała', label: 'autor, autorka, tekst, autorzy, oprac, opracowanie', and: 'i', other: 'fot, zdjęcie' },
  cs: { by: 'napsal, napsala, připravil, připravila', label: 'autor, autorka, autoři, text', and: 'a' },
  hu: { by: 'írta', label: 'szerző, írta', and: 'és' },
  ro: { own: 'de', by: 'scris de', label: 'autor, autori, text', and: 'și' },
  tr: { label: 'yazar, haber, muhabir, yazan, hazırlayan', and: 've', other: 'fotoğraf', pages: 'yazar, yazarlar' },
  el: { by: 'γράφει ο, γράφει η', own: 'του, της, των', label: 'συντάκτης, κείμενο, επιμέλεια', and: 'και' },
  ru: { by: 'материал подготовил, материал подготовила, подготовил, подготовила', label: 'автор, текст, авторы, автор текста', and: 'и', other: 'фото' },
  uk: { by: 'підготував, підготувала', label: 'автор, текст, автори, автор тексту', and: 'та' },
  id: { by: 'oleh', label: 'penulis, reporter', and: 'dan', other: 'editor, foto', pages: 'penulis' },
  ja: { after: '記者, 編集委員, 論説委員, 特派員', by: '記者', label: '文, 筆者, 執筆, 著者, 執筆者, ライター, 取材・文, 文・写真, 投稿者, この記事を書いた人', and: 'と', other: '写真, 編集' },
  zh: { after: '記者, 记者', by: '記者, 记者', label: '文, 作者, 文章作者, 本文作者, 撰文, 記者, 记者', and: '和', other: '摄影, 編輯, 编辑' },
  sk: { by: 'napísal, napísala', label: 'autor, autorka', and: 'a' },
  hr: { by: 'piše, napisao, napisala', label: 'autor, autorica', and: 'i' },
  bg: { own: 'от', label: 'автор, автори', and: 'и' },
  ar: { by: 'بقلم', label: 'بقلم, كتب, كتبت, الكاتب, إعداد', and: 'و' },
  he: { by: 'מאת', label: 'מאת, כתב, כתבת', and: 'ו' },
  fa: { label: 'نویسنده, نوشته', and: 'و' },
  hi: { label: 'लेखक, रिपोर्टर', and: 'और' },
  th: { by: 'โดย', label: 'ผู้เขียน, โดย', and: 'และ' },
  vi: { label: 'tác giả, người viết', and: 'và' },
  ko: { label: '글, 기자, 글쓴이, 작성자', and: '와', after: '기자, 특파원, 논설위원, 선임기자, 인턴기자' },
} as const satisfies Readonly<Record<string, BylineWords>>;
