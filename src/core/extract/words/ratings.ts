/** How pages write what their readers gave, by language: "4.8 out of 5 stars", "4,5 von 5 (38 Bewertungen)". A new language is one line here. */

export interface RatingWords {
  /** What is given, as many as it is. */
  readonly stars?: string;
  /** Between the average and the most that there may be. */
  readonly of?: string;
  /** Who or what was counted, singular and plural. */
  readonly votes: string;
  /** Of those, who wrote: pages count them apart. */
  readonly reviews?: string;
  /** Between the average and how many gave it. */
  readonly from?: string;
}

// prettier-ignore
export const RATINGS = {
  en: { stars: 'star, stars, star rating', of: 'of, out of', votes: 'vote, votes, rating, ratings, review, reviews, people, raters', reviews: 'review, reviews', from: 'from, based on, by' },
  de: { stars: 'stern, sterne, sternen', of: 'von', votes: 'bewertung, bewertungen, rezension, rezensionen, sternebewertung, sternebewertungen, stimme, stimmen', reviews: 'rezension, rezensionen', from: 'aus, bei' },
  fr: { stars: 'étoile, étoiles', of: 'sur', votes: 'avis, note, notes, évaluation, évaluations, evaluation, evaluations', from: 'sur, de' },
  es: { stars: 'estrella, estrellas', of: 'de', votes: 'opinión, opiniones, valoración, valoraciones, calificación, calificaciones, reseña, reseñas, voto, votos', reviews: 'opinión, opiniones, reseña, reseñas', from: 'de' },
  it: { stars: 'stella, stelle', of: 'su', votes: 'recensione, recensioni, voto, voti, valutazione, valutazioni', reviews: 'recensione, recensioni', from: 'su' },
  pt: { stars: 'estrela, estrelas', of: 'de', votes: 'avaliação, avaliações, opinião, opiniões, classificação, classificações', reviews: 'opinião, opiniões', from: 'de' },
  nl: { stars: 'ster, sterren', of: 'van', votes: 'beoordeling, beoordelingen, recensie, recensies, stem, stemmen', reviews: 'recensie, recensies', from: 'van' },
  sv: { stars: 'stjärna, stjärnor', of: 'av', votes: 'omdöme, omdömen, recension, recensioner, betyg, röst, röster', reviews: 'recension, recensioner', from: 'av' },
  da: { stars: 'stjerne, stjerner', of: 'af', votes: 'anmeldelse, anmeldelser, bedømmelse, bedømmelser, stemme, stemmer', reviews: 'anmeldelse, anmeldelser', from: 'af' },
  nb: { stars: 'stjerne, stjerner', of: 'av', votes: 'anmeldelse, anmeldelser, vurdering, vurderinger, omtale, omtaler, stemme, stemmer', reviews: 'anmeldelse, anmeldelser, omtale, omtaler', from: 'av' },
  fi: { stars: 'tähti, tähteä', votes: 'arvostelu, arvostelua, arvio, arviota, ääni, ääntä' },
  pl: { stars: 'gwiazdka, gwiazdki, gwiazdek', of: 'z, na', votes: 'opinia, opinie, opinii, ocena, oceny, ocen, głos, głosy, głosów, recenzja, recenzje, recenzji', reviews: 'opinia, opinie, opinii, recenzja, recenzje, recenzji', from: 'z' },
  cs: { stars: 'hvězda, hvězdy, hvězd, hvězdička, hvězdiček', of: 'z', votes: 'hodnocení, recenze, recenzí, hlas, hlasy, hlasů', reviews: 'recenze, recenzí', from: 'z' },
  sk: { stars: 'hviezda, hviezdy, hviezd, hviezdičiek', of: 'z', votes: 'hodnotenie, hodnotenia, hodnotení, recenzia, recenzie, recenzií, hlasov', from: 'z' },
  sl: { stars: 'zvezdica, zvezdic', of: 'od', votes: 'ocena, ocene, ocen, mnenje, mnenj', from: 'od' },
  hr: { stars: 'zvjezdica, zvjezdice', of: 'od', votes: 'ocjena, ocjene, recenzija, recenzije', from: 'od' },
  hu: { stars: 'csillag', votes: 'értékelés, vélemény, szavazat' },
  ro: { stars: 'stea, stele', of: 'din', votes: 'recenzie, recenzii, evaluări, voturi', from: 'din' },
  tr: { stars: 'yıldız', votes: 'değerlendirme, yorum, oy' },
  el: { stars: 'αστέρι, αστέρια', of: 'από', votes: 'αξιολόγηση, αξιολογήσεις, κριτική, κριτικές, ψήφοι', from: 'από' },
  bg: { stars: 'звезда, звезди', of: 'от', votes: 'отзив, отзива, отзиви, оценка, оценки, гласа', from: 'от' },
  ru: { stars: 'звезда, звезды, звёзды, звезд, звёзд', of: 'из', votes: 'отзыв, отзыва, отзывов, оценка, оценки, оценок, голос, голоса, голосов', from: 'из, на основе' },
  uk: { stars: 'зірка, зірки, зірок', of: 'з, із', votes: 'відгук, відгуки, відгуків, оцінка, оцінки, оцінок, голос, голоси, голосів', from: 'на основі' },
  ar: { stars: 'نجمة, نجوم', of: 'من', votes: 'تقييم, تقييمات, مراجعة, مراجعات', from: 'من' },
  he: { stars: 'כוכב, כוכבים', of: 'מתוך', votes: 'ביקורת, ביקורות, דירוגים' },
  vi: { stars: 'sao', of: 'trên', votes: 'đánh giá, nhận xét' },
  id: { stars: 'bintang', of: 'dari', votes: 'ulasan, penilaian', from: 'dari' },
  th: { stars: 'ดาว', of: 'จาก', votes: 'รีวิว, ความคิดเห็น' },
  ja: { stars: '星', votes: '件, レビュー, 件のレビュー, 個の評価' },
  zh: { stars: '星, 颗星, 顆星', votes: '条评价, 人评价, 則評價, 条评论, 則評論' },
  ko: { stars: '별점', votes: '리뷰, 개의 리뷰, 건의 리뷰, 후기' },
} as const satisfies Readonly<Record<string, RatingWords>>;
