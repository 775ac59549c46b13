/**
 * How the headings begin under which others speak (reviews, comments), or under which a page announces other texts ("From
 * our blog"): who wrote there, and when, is not said of the page. Comma-separated; a new language is one line.
 */

// prettier-ignore
export const VOICES = {
  en: 'customer reviews, customer review, reviews, user reviews, product reviews, ratings & reviews, ratings and reviews, reviews & ratings, reviews and ratings, latest reviews, recent reviews, testimonials, client testimonials, customer testimonials, what our, what people say, what people are saying, what customers say, what clients say, what others say, hear from our, comments, leave a comment, leave a reply, recent comments, latest comments, responses, latest news, latest posts, latest articles, latest stories, latest from, recent posts, recent articles, recent news, from our blog, from the blog, our blog, our latest, featured posts, featured articles, featured stories, news & events, news and events, popular posts, popular articles, most read, trending now, further reading, other posts, other articles, other news',
  de: 'kundenbewertungen, kundenrezensionen, kundenmeinungen, kundenstimmen, bewertungen, rezensionen, erfahrungsberichte, das sagen, was unsere kunden, kommentare, kommentar schreiben, neueste beiträge, neueste artikel, neueste kommentare, letzte beiträge, aktuelle beiträge, aktuelle meldungen, aktuelle nachrichten, aus unserem blog, aus dem blog, meistgelesen, weitere meldungen, weitere nachrichten',
  fr: 'avis clients, avis des clients, les avis, avis vérifiés, témoignages, commentaires, laisser un commentaire, articles récents, derniers articles, dernières actualités, dernières nouvelles, nos actualités, les plus lus, autres articles',
  es: 'opiniones de, opiniones, reseñas, testimonios, valoraciones de, comentarios, deja un comentario, entradas recientes, últimas noticias, últimos artículos, artículos recientes, lo más leído, más noticias',
  it: 'recensioni, opinioni dei, testimonianze, commenti, lascia un commento, articoli recenti, ultimi articoli, ultime notizie, dal nostro blog, i più letti',
  pt: 'avaliações de, avaliações, opiniões, depoimentos, comentários, deixe um comentário, posts recentes, artigos recentes, últimas notícias, mais lidas',
  nl: 'klantbeoordelingen, beoordelingen, recensies, reviews van, ervaringen van, reacties, plaats een reactie, laatste nieuws, recente berichten, recente artikelen, meest gelezen, ander nieuws',
  sv: 'kundrecensioner, recensioner, omdömen, kommentarer, senaste nytt, senaste inläggen, senaste nyheterna, mest läst',
  da: 'anmeldelser, kundeanmeldelser, kommentarer, seneste nyt, seneste nyheder, seneste indlæg, mest læst',
  nb: 'kundeomtaler, anmeldelser, omtaler, kommentarer, siste nytt, siste innlegg, mest lest',
  fi: 'arvostelut, asiakasarvostelut, kommentit, uusimmat, viimeisimmät, luetuimmat',
  pl: 'opinie, opinie klientów, recenzje, komentarze, dodaj komentarz, ostatnie wpisy, najnowsze wpisy, najnowsze artykuły, aktualności, najczęściej czytane',
  cs: 'hodnocení zákazníků, recenze zákazníků, recenze, komentáře, nejnovější příspěvky, nejnovější články, poslední články, nejčtenější',
  hu: 'vélemények, vásárlói vélemények, hozzászólások, legutóbbi bejegyzések, legfrissebb',
  ro: 'recenzii, păreri, comentarii, articole recente, ultimele știri',
  tr: 'yorumlar, müşteri yorumları, değerlendirmeler, son yazılar, son haberler, en çok okunan',
  el: 'σχόλια, κριτικές, αξιολογήσεις, πρόσφατα άρθρα, τελευταία νέα',
  ru: 'отзывы, комментарии, последние новости, последние записи, свежие записи, другие новости, самое читаемое',
  uk: 'відгуки, коментарі, останні новини, останні записи, інші новини',
  ja: 'レビュー, カスタマーレビュー, お客様の声, コメント, 最新記事, 新着記事, 最近の投稿, 人気記事',
  zh: '评论, 評論, 用户评价, 商品评价, 最新文章, 最新消息, 最新新闻, 热门文章, 近期文章',
  ko: '리뷰, 상품평, 댓글, 최신 글, 최근 글, 인기 기사',
} as const satisfies Readonly<Record<string, string>>;
