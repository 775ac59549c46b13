/** What people who write are called beside their names, by language: beginnings and ends of compounds count. A new language is one line. */

// prettier-ignore
export const ROLES = {
  en: 'reporter, editor, correspondent, journalist, columnist, contributor, writer, author, producer, director, desk, staff, newsroom, blogger, photographer, intern, news',
  de: 'redakteur, redakteurin, reporterin, korrespondent, korrespondentin, autor, autorin, kolumnist, kolumnistin, experte, expertin, volontär, volontärin, journalistin, leiter, leiterin, chefredakteur, fotograf',
  fr: 'journaliste, rédacteur, rédactrice, correspondant, correspondante, auteur, autrice, rédaction',
  es: 'redactor, redactora, periodista, corresponsal, redacción, columnista',
  it: 'giornalista, redattore, redattrice, corrispondente, redazione',
  pt: 'jornalista, redator, redatora, repórter, redação, colunista',
  nl: 'redacteur, verslaggever, correspondent, redactie',
  sv: 'reporter, skribent, redaktör, journalist',
  da: 'journalist, redaktør, skribent',
  nb: 'journalist, redaktør, skribent',
  fi: 'toimittaja, kirjoittaja',
  pl: 'dziennikarz, dziennikarka, redaktor, redakcja',
  cs: 'redaktor, redaktorka, redakce, novinář',
  tr: 'muhabir, editör, yazar',
  ru: 'корреспондент, журналист, редактор, обозреватель, редакция',
  id: 'wartawan, penulis, redaksi',
  uk: 'кореспондент, кореспондентка, журналіст, журналістка, редактор, редакторка, оглядач, редакція',
} as const satisfies Readonly<Record<string, string>>;
