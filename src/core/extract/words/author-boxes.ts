/** What stands above a note about who wrote the text: a whole line. Comma-separated; a new language is one line. */

// prettier-ignore
export const AUTHOR_BOXES = {
  en: 'about the author, about the writer, about author, meet the author, author bio, article by, post author',
  de: 'über den autor, über die autorin, zum autor, zur autorin, zur person, der autor, die autorin, über den verfasser',
  fr: "à propos de l'auteur, à propos de l’auteur, à propos de l'autrice, l'auteur, l’auteur",
  es: 'sobre el autor, sobre la autora, acerca del autor, acerca de la autora, el autor, la autora',
  it: "l'autore, l’autore, sull'autore, sull’autore, l'autrice, chi è l'autore",
  pt: 'sobre o autor, sobre a autora, o autor, a autora',
  nl: 'over de auteur, over de schrijver, de auteur',
  sv: 'om författaren, om skribenten',
  da: 'om forfatteren, om skribenten',
  nb: 'om forfatteren, om skribenten',
  fi: 'kirjoittajasta, kirjoittajan esittely',
  pl: 'o autorze, o autorce',
  cs: 'o autorovi, o autorce',
  hu: 'a szerzőről',
  ro: 'despre autor',
  tr: 'yazar hakkında',
  el: 'σχετικά με τον συντάκτη',
  ru: 'об авторе',
  uk: 'про автора, про авторку',
  ja: 'この記事を書いた人, この記事の著者, 著者プロフィール, 著者について',
  zh: '关于作者, 關於作者, 作者简介, 作者簡介',
  ko: '글쓴이 소개, 저자 소개',
} as const satisfies Readonly<Record<string, string>>;
