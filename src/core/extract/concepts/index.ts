/** All concepts, by key. To add one is to write its file, or its row in a file of plain ones, and to name it here. */

import { author } from './author.js';
import { conceptOfRow, type Concept, type ConceptRow } from './concept.js';
import { COOKING } from './cooking.js';
import { deliveryTime } from './delivery.js';
import { EVENT } from './event.js';
import { image } from './image.js';
import { JOB } from './job.js';
import { listPrice } from './list-price.js';
import { MEDIA } from './media.js';
import { NUTRITION } from './nutrition.js';
import { OFFER } from './offer.js';
import { PLACE } from './place.js';
import { price } from './price.js';
import { PRODUCT } from './product.js';
import { PROPERTY } from './property.js';
import { publishedAt } from './published.js';
import { QUESTION } from './question.js';
import { rating, ratingCount, reviewCount } from './rating.js';
import { ingredients, instructions } from './recipe.js';
import { SITE } from './site.js';
import { inStock } from './stock.js';
import { SUBJECT } from './subject.js';
import { TEXT } from './text.js';
import { pageTitle, title } from './title.js';
import { section, topics } from './topics.js';
import { updatedAt } from './updated.js';

const ROWS = {
  title,
  pageTitle,
  author,
  image,
  updatedAt,
  publishedAt,
  topics,
  section,
  price,
  listPrice,
  inStock,
  deliveryTime,
  rating,
  ratingCount,
  reviewCount,
  ingredients,
  instructions,
  ...TEXT,
  ...SITE,
  ...OFFER,
  ...PRODUCT,
  ...COOKING,
  ...NUTRITION,
  ...PLACE,
  ...SUBJECT,
  ...QUESTION,
  ...PROPERTY,
  ...JOB,
  ...EVENT,
  ...MEDIA,
};

export type ConceptKey = keyof typeof ROWS;

export const CONCEPTS = Object.fromEntries(
  Object.entries<ConceptRow>(ROWS).map(([key, row]) => [key, conceptOfRow(row)]),
) as Readonly<Record<ConceptKey, Concept>>;
