/** How readers rated something, and how many did. */

import type { Reader } from '../engine/reader.js';
import { isRatingOf, ratingCandidates } from '../structure/ratings.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

const shown = (asked: 'value' | 'count' | 'reviews'): Reader => ({
  rules: ['rating.text'],
  read: ({ field, page }) => (field.type.startsWith('array<') ? [] : ratingCandidates(page.ratings(), asked)),
});

export const rating: ConceptRow = {
  names:
    'rating, average rating, rating value, star, score, review score, avg rating, star rating, stars, user rating, rating average',
  labels: LABELS.rating,
  paths: 'aggregateRating.ratingValue reviewRating.ratingValue review.reviewRating.ratingValue ratingValue',
  metas: 'og:rating product:rating:value',
  readers: [shown('value')],
  labelled: (pair) => (isRatingOf(pair) ? pair.value : null),
};

const REVIEW_COUNTS = 'review count, number of reviews, reviews count, total reviews, num reviews';

export const ratingCount: ConceptRow = {
  names:
    'rating count, number of ratings, ratings count, num ratings, rating number, vote, vote count, total ratings',
  keptAs: REVIEW_COUNTS,
  paths: 'aggregateRating.ratingCount aggregateRating.reviewCount ratingCount reviewCount',
  metas: 'og:rating_count product:rating:count',
  readers: [shown('count')],
};

export const reviewCount: ConceptRow = {
  names: REVIEW_COUNTS,
  paths: 'aggregateRating.reviewCount aggregateRating.ratingCount reviewCount',
  readers: [shown('reviews')],
};
