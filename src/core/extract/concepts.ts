/**
 * What callers usually ask for, under the names they use for it, and where pages keep it. Adding a row is how the
 * extractor learns a new field; no row may be about one site.
 */

import { plural } from './field-name.js';
import { labelsOf } from './labels.js';

/**
 * How a value is read beyond its type: `person` names only, `picture` and `address-of-page` absolute URLs, `steps` one item
 * per instruction, `minutes` durations, `words` lists that pages also write as one delimited string, `lines` lists that
 * may come as lines, `place` postal addresses, `exact` numbers that are written for machines.
 */
export type Shape =
  | 'text'
  | 'person'
  | 'picture'
  | 'page-url'
  | 'steps'
  | 'minutes'
  | 'words'
  | 'lines'
  | 'place'
  | 'exact'
  | 'stock';

/** Facts outside the embedded metadata that can stand in. */
export type PlainSource = 'heading' | 'page-title';

export type Visible =
  'published' | 'updated' | 'price' | 'stock' | 'tags' | 'author' | 'rating' | 'rating-count' | 'own-id';

export interface Concept {
  /** Comparable forms of what callers and programs call it. */
  readonly names: readonly string[];
  /** Comparable forms of what callers call it and of what pages write in front of it. */
  readonly labels: ReadonlySet<string>;
  readonly paths: readonly string[];
  readonly metas: readonly string[];
  readonly shape: Shape;
  /** May answer an array field: by nature there can be several. */
  readonly plural: boolean;
  readonly plain: readonly PlainSource[];
  /** What pages show of it by themselves, found by pattern and place (see visible.ts). */
  readonly visible?: Visible;
  /** What a reader finds beside a label counts before what is written for machines. */
  readonly labelFirst?: boolean;
  /** Where `paths` are silent, the sum of these properties, when all of them are given. */
  readonly sum?: readonly string[];
  /** `lang` and `canonical` have places of their own in HTML. */
  readonly html?: 'lang' | 'canonical';
}

interface Row extends Partial<Omit<Concept, 'names' | 'labels' | 'paths' | 'metas' | 'plain'>> {
  /** Comma-separated name keys (see field-name.ts), singular. */
  readonly names: string;
  /** Space-separated paths and meta keys, best first. */
  readonly paths?: string;
  readonly metas?: string;
  readonly plain?: readonly PlainSource[];
}

const PUBLISHED_METAS =
  'article:published_time datepublished og:published_time article:published publishdate publish-date publish_date ' +
  'pubdate publication_date publicationdate published published_time parsely-pub-date sailthru.date dc.date.issued ' +
  'dcterms.issued dc.date.created dcterms.created dc.date dcterms.date citation_publication_date citation_date ' +
  'article.published article_date_original date';

// prettier-ignore
const ROWS: readonly Row[] = [
  { names: 'title, name, headline, heading, article title, product name, recipe name, job title, full title', paths: 'headline name title', metas: 'og:title twitter:title dc.title dcterms.title title', plain: ['heading', 'page-title'] },
  { names: 'page title, html title, meta title, seo title', metas: '', plain: ['page-title'] },
  { names: 'author, byline, writer, written by, by, author name, creator, reporter, journalist', paths: 'author creator', metas: 'author article:author parsely-author sailthru.author dc.creator dcterms.creator citation_author byl article.author', shape: 'person', plural: true, visible: 'author' },
  { names: 'description, summary, abstract, excerpt, teaser, meta description, short description, intro, lead, subtitle', paths: 'description abstract', metas: 'description og:description twitter:description dc.description dcterms.description' },
  { names: 'image, picture, photo, image url, main image, main image url, thumbnail, thumbnail url, cover, cover image, hero image, featured image, primary image, picture url, photo url, poster', paths: 'image photo primaryImageOfPage thumbnailUrl thumbnail', metas: 'og:image:secure_url og:image og:image:url twitter:image twitter:image:src image thumbnail', shape: 'picture', plural: true },
  { names: 'published at, date published, publication date, publish date, publishing date, published, published date, published on, published time, release date, posted at, date posted, posted on, post date, posted date, posted, date, created at, date created, creation date, pub date, issued, created date, publication day', paths: 'datePublished datePosted uploadDate dateCreated releaseDate', metas: PUBLISHED_METAS, visible: 'published' },
  { names: 'updated at, modified at, date modified, modified date, modified, last modified, last updated, updated, updated date, modification date, update date', paths: 'dateModified', metas: 'article:modified_time og:updated_time datemodified last-modified dc.date.modified dcterms.modified lastmod', visible: 'updated' },
  { names: 'topic, tag, keyword, subject', paths: 'keywords about', metas: 'article:tag news_keywords keywords parsely-tags sailthru.tags dc.subject citation_keywords', shape: 'words', plural: true, visible: 'tags' },
  { names: 'section, category, department, breadcrumb category, article section, product category, recipe category, course', paths: 'articleSection recipeCategory category genre applicationCategory', metas: 'article:section og:article:section product:category parsely-section section category', shape: 'words', plural: true },
  { names: 'language, lang, locale, in language', paths: 'inLanguage', metas: 'og:locale content-language dc.language', html: 'lang' },
  { names: 'url, canonical url, canonical, permalink, link, page url, product url, article url', paths: 'url', metas: 'og:url twitter:url', shape: 'page-url', html: 'canonical' },
  { names: 'site name, site, website, website name, publication, source, source name', paths: 'publisher.name', metas: 'og:site_name application-name' },
  { names: 'publisher, publishing house, publisher name', paths: 'publisher', metas: 'dc.publisher dcterms.publisher citation_publisher article:publisher og:site_name', shape: 'person' },
  { names: 'body, text, content, article body, full text, article text', paths: 'articleBody reviewBody text' },
  { names: 'word count', paths: 'wordCount' },
  { names: 'comment count, number of comments, comment', paths: 'commentCount' },

  { names: 'price, current price, sale price, selling price, offer price, amount, cost, unit price, product price, regular price, price amount', paths: 'offers.price offers.lowPrice offers.priceSpecification.price offers.offers.price price lowPrice hasVariant.offers.price hasVariant.offers.lowPrice', metas: 'product:sale_price:amount product:price:amount og:price:amount og:product:price:amount product:price og:price', visible: 'price' },
  { names: 'low price, lowest price, min price, minimum price, price from', paths: 'offers.lowPrice lowPrice offers.price' },
  { names: 'high price, highest price, max price, maximum price, price to', paths: 'offers.highPrice highPrice' },
  { names: 'currency, price currency, currency code', paths: 'offers.priceCurrency offers.priceSpecification.priceCurrency offers.offers.priceCurrency priceCurrency hasVariant.offers.priceCurrency', metas: 'product:price:currency og:price:currency og:product:price:currency product:sale_price:currency' },
  { names: 'sku, product id, item number, article number, product code, product number, part number, item id, stock keeping unit', paths: 'sku offers.sku productID mpn offers.mpn', metas: 'product:retailer_item_id product:sku product:retailer_part_no', labelFirst: true, visible: 'own-id' },
  { names: 'mpn, manufacturer part number, model number', paths: 'mpn model', metas: 'product:mfr_part_no' },
  { names: 'model, model name', paths: 'model vehicleModel' },
  { names: 'gtin, ean, upc, barcode, gtin 13, ean 13', paths: 'gtin13 gtin gtin14 gtin12 gtin8 offers.gtin13', metas: 'product:ean product:upc product:gtin', shape: 'text' },
  { names: 'isbn, isbn 13, isbn 10', paths: 'isbn gtin13', metas: 'book:isbn og:isbn books:isbn citation_isbn' },
  { names: 'brand, brand name, manufacturer, maker, make', paths: 'brand manufacturer', metas: 'product:brand og:brand', shape: 'person' },
  { names: 'in stock, available, availability, is available, stock, stock status, is in stock, instock', paths: 'offers.availability availability offers.offers.availability hasVariant.offers.availability', metas: 'product:availability og:availability', shape: 'stock', visible: 'stock' },
  { names: 'condition, item condition', paths: 'itemCondition offers.itemCondition', metas: 'product:condition', shape: 'stock' },
  { names: 'seller, vendor, shop, seller name, merchant', paths: 'offers.seller seller', shape: 'person' },
  { names: 'color, colour', paths: 'color', metas: 'product:color' },
  { names: 'material', paths: 'material', metas: 'product:material' },
  { names: 'size', paths: 'size', metas: 'product:size' },
  { names: 'weight', paths: 'weight' },
  { names: 'rating, average rating, rating value, star, score, review score, avg rating, star rating, stars, user rating, rating average', paths: 'aggregateRating.ratingValue reviewRating.ratingValue review.reviewRating.ratingValue ratingValue', metas: 'og:rating product:rating:value', visible: 'rating' },
  { names: 'rating count, review count, number of reviews, number of ratings, reviews count, ratings count, total reviews, num reviews, num ratings, rating number, vote, vote count, total ratings', paths: 'aggregateRating.ratingCount aggregateRating.reviewCount ratingCount reviewCount', metas: 'og:rating_count product:rating:count', visible: 'rating-count' },
  { names: 'review count, number of reviews, reviews count, total reviews, num reviews', paths: 'aggregateRating.reviewCount aggregateRating.ratingCount reviewCount', visible: 'rating-count' },

  { names: 'ingredient, recipe ingredient, ingredient list', paths: 'recipeIngredient ingredients supply', shape: 'lines', plural: true },
  { names: 'instruction, step, direction, method, recipe instruction, preparation, preparation step, how to', paths: 'recipeInstructions instructions step steps', shape: 'steps', plural: true },
  { names: 'prep time, preparation time, prep minute, time to prepare', paths: 'prepTime', shape: 'minutes' },
  { names: 'cook time, cooking time, cook minute, time to cook', paths: 'cookTime performTime', shape: 'minutes' },
  { names: 'total time, time, ready in, total minute, time needed', paths: 'totalTime', sum: ['prepTime', 'cookTime'], shape: 'minutes' },
  { names: 'duration, running time, runtime, length', paths: 'duration timeRequired', metas: 'video:duration og:video:duration', shape: 'minutes' },
  { names: 'reading time, read time', paths: 'timeRequired', shape: 'minutes' },
  { names: 'serving, yield, recipe yield, portion, number of servings, serve', paths: 'recipeYield yield' },
  { names: 'calory, calorie, energy, calories per serving, kcal', paths: 'nutrition.calories calories' },
  { names: 'protein', paths: 'nutrition.proteinContent' },
  { names: 'fat', paths: 'nutrition.fatContent' },
  { names: 'carb, carbohydrate', paths: 'nutrition.carbohydrateContent' },
  { names: 'fiber, fibre', paths: 'nutrition.fiberContent' },
  { names: 'sugar', paths: 'nutrition.sugarContent' },
  { names: 'sodium', paths: 'nutrition.sodiumContent' },
  { names: 'cuisine, recipe cuisine, cuisine type', paths: 'recipeCuisine servesCuisine', shape: 'words', plural: true },

  { names: 'address, full address, street address, location, venue address', paths: 'address location.address location jobLocation.address geo.address', metas: 'og:street-address', shape: 'place' },
  { names: 'street', paths: 'address.streetAddress location.address.streetAddress', metas: 'og:street-address place:street_address business:contact_data:street_address' },
  { names: 'city, town, locality, address locality', paths: 'address.addressLocality location.address.addressLocality jobLocation.address.addressLocality', metas: 'og:locality business:contact_data:locality' },
  { names: 'region, state, province, county, address region', paths: 'address.addressRegion location.address.addressRegion jobLocation.address.addressRegion', metas: 'og:region business:contact_data:region' },
  { names: 'postal code, zip, zip code, postcode', paths: 'address.postalCode location.address.postalCode jobLocation.address.postalCode', metas: 'og:postal-code business:contact_data:postal_code' },
  { names: 'country, address country', paths: 'address.addressCountry location.address.addressCountry jobLocation.address.addressCountry', metas: 'og:country-name business:contact_data:country_name', shape: 'person' },
  { names: 'latitude, lat, geo lat, geo latitude', paths: 'geo.latitude latitude location.geo.latitude', metas: 'og:latitude place:location:latitude', shape: 'exact' },
  { names: 'longitude, lng, lon, long, geo lon, geo lng, geo longitude', paths: 'geo.longitude longitude location.geo.longitude', metas: 'og:longitude place:location:longitude', shape: 'exact' },
  { names: 'phone, telephone, phone number, contact phone', paths: 'telephone contactPoint.telephone', metas: 'og:phone_number business:contact_data:phone_number' },
  { names: 'email, email address', paths: 'email contactPoint.email', metas: 'og:email business:contact_data:email' },
  { names: 'opening hour', paths: 'openingHours', plural: true },
  { names: 'price range', paths: 'priceRange' },
  { names: 'bedroom, number of bedrooms, bed, bedrooms count, bedroom count', paths: 'numberOfBedrooms numberOfRooms' },
  { names: 'bathroom, number of bathrooms, bath, bathrooms count, bathroom count', paths: 'numberOfBathroomsTotal numberOfFullBathrooms' },
  { names: 'area, floor size, living area, square meter, square foot', paths: 'floorSize.value floorSize' },

  { names: 'reference, reference number, reference code, listing id, property id, property ref, ref', paths: 'identifier', visible: 'own-id' },
  { names: 'property type, house type, building type', paths: '' },

  { names: 'company, employer, hiring organization, company name', paths: 'hiringOrganization', shape: 'person' },
  { names: 'employment type, job type, contract type', paths: 'employmentType', plural: true },
  { names: 'salary, base salary', paths: 'baseSalary.value.value baseSalary.value.minValue baseSalary.value baseSalary' },
  { names: 'valid through, application deadline, deadline, expiry date, closing date', paths: 'validThrough offers.priceValidUntil' },
  { names: 'start date, event date, start, starts at, start time', paths: 'startDate', metas: 'event:start_time' },
  { names: 'end date, end, ends at, end time', paths: 'endDate', metas: 'event:end_time' },
  { names: 'venue, venue name, location name', paths: 'location.name' },
  { names: 'organizer', paths: 'organizer', shape: 'person' },
  { names: 'performer, artist, singer', paths: 'performer byArtist', shape: 'person', plural: true },
  { names: 'director', paths: 'director', metas: 'video:director', shape: 'person', plural: true },
  { names: 'actor, cast', paths: 'actor', metas: 'video:actor', shape: 'person', plural: true },
  { names: 'genre', paths: 'genre', shape: 'words', plural: true },
  { names: 'page count, number of pages, pages', paths: 'numberOfPages' },
];

/** Of two that list a name, the later is more particular: it is the one that is meant. */
export const CONCEPTS: readonly Concept[] = ROWS.map((row) => {
  const names = list(row.names, ',');
  return {
    names,
    labels: new Set([...names, ...names.map(plural), ...labelsOf(names[0] ?? '')]),
    paths: list(row.paths, ' '),
    metas: list(row.metas, ' '),
    shape: row.shape ?? 'text',
    plural: row.plural ?? false,
    plain: row.plain ?? [],
    ...(row.visible === undefined ? {} : { visible: row.visible }),
    ...(row.labelFirst === undefined ? {} : { labelFirst: row.labelFirst }),
    ...(row.sum === undefined ? {} : { sum: row.sum }),
    ...(row.html === undefined ? {} : { html: row.html }),
  };
});

function list(text: string | undefined, mark: string): string[] {
  return (text ?? '')
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
