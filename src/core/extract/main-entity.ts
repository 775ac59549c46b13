/** Which of the things a page describes is the one the page is about. */

import type { Dereference, Entity, Json } from './entity.js';
import { property, valuesAt } from './entity.js';
import { resolveUrl } from './document.js';

/** Present on most pages, about the site or about parts of the page. Never the answer to a question about its content. */
const ACCESSORIES = new Set(
  (
    'WebSite Organization NewsMediaOrganization Corporation Person BreadcrumbList ListItem ItemList ImageObject SearchAction ' +
    'SiteNavigationElement WPHeader WPFooter WPSideBar Rating AggregateRating Comment UserComments Review Question Answer ' +
    'ContactPoint PostalAddress EntryPoint Brand Offer AggregateOffer SpeakableSpecification hentry Image ' +
    'Document Blog Breadcrumb'
  ).split(' '),
);
/** The page as such: true of the page, but mostly for search engines. */
const PAGES = new Set(
  'WebPage ItemPage CollectionPage AboutPage ContactPage ProfilePage SearchResultsPage CheckoutPage QAPage FAQPage'.split(
    ' ',
  ),
);
/** Who runs the site, on pages about something else. */
const BUSINESSES = new Set(
  'LocalBusiness FoodEstablishment Restaurant Store OnlineStore ProfessionalService FinancialService Service'.split(
    ' ',
  ),
);
const MEDIA = new Set('VideoObject AudioObject MediaObject Clip PodcastEpisode'.split(' '));

export interface RankedEntity {
  readonly entity: Entity;
  /** 3: a thing of its own; 2: media; 1: the page, or who runs it. */
  rank: number;
}

/**
 * Entities that may answer fields, the main one first: of several things the one that has most of what is asked for
 * (`wanted`: for each field, the properties that answer it), then the one that the page names as its own.
 */
export function rankEntities(
  entities: readonly Entity[],
  pageUrl: string,
  dereference: Dereference,
  wanted: readonly (readonly string[])[],
  isNameOfPage: (name: Json) => boolean = () => false,
): RankedEntity[] {
  const all = entities.map((entity) => ({ entity, rank: rankOf(entity) }));
  promoteSubject(all, wanted, isNameOfPage);
  const ranked = all.filter(({ rank }) => rank > 0);
  demoteListing(ranked, pageUrl, dereference);
  const contested = ranked.filter(({ rank }) => rank === 3).length > 1;
  const weight = new Map(
    ranked.map((item) => {
      const { entity, rank } = item;
      const points = contested ? bonus(entity, pageUrl, dereference) + 2 * coverage(entity, wanted) : 0;
      return [item, rank * 1_000 + points];
    }),
  );
  return ranked.filter(({ rank }) => rank > 0).sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0));
}

/** What may be the subject of a page about nothing else. */
const SUBJECTS = new Set('Organization NewsMediaOrganization Corporation Person Question'.split(' '));
/** What is asked of people and organizations, and of no page as such. */
const OF_SUBJECT = new Set(
  'telephone email faxNumber address contactPoint openingHours openingHoursSpecification jobTitle worksFor vatID foundingDate legalName numberOfEmployees birthDate birthPlace nationality givenName familyName'.split(
    ' ',
  ),
);

/**
 * Who runs the site or wrote the page is described on every page. It is what the page is about where the page says so, bears
 * its name, or describes nothing else and is asked for what only people and organizations have.
 */
function promoteSubject(
  all: readonly RankedEntity[],
  wanted: readonly (readonly string[])[],
  isNameOfPage: (name: Json) => boolean,
): void {
  const subjects = all.filter(
    ({ entity, rank }) =>
      rank === 0 && entity.place !== 'listed' && entity.types.some((type) => SUBJECTS.has(type)),
  );
  const mains = subjects.filter(({ entity }) => entity.place === 'main');
  const [main, second] = mains;
  if (main !== undefined && second === undefined) main.rank = 3;
  if (main !== undefined || all.some(({ rank }) => rank > 1)) return;
  const named = subjects.find(({ entity: { node } }) => isNameOfPage(property(node, 'name') ?? null));
  const asked = wanted
    .map((names) => names.filter((name) => OF_SUBJECT.has(name)))
    .filter((names) => names.length > 0);
  const held = (item: RankedEntity): number => coverage(item.entity, asked);
  const fullest = subjects.reduce<RankedEntity | undefined>(
    (best, one) => (held(one) > (best === undefined ? 0 : held(best)) ? one : best),
    undefined,
  );
  const subject = named ?? fullest;
  // Asked for one such thing beside others, the page may be about anything: only that is answered.
  if (subject !== undefined) subject.rank = named !== undefined || asked.length * 2 > wanted.length ? 3 : 1;
}

const LISTING = 3;

/** Three and more of a kind, none of them named as the page's own, are a listing: the page is about more than any of them, and none answers for it. */
function demoteListing(ranked: RankedEntity[], pageUrl: string, dereference: Dereference): void {
  const kinds = new Map<string, RankedEntity[]>();
  for (const item of ranked.filter(({ rank }) => rank === 3)) {
    const kind = item.entity.types.join(' ');
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [item]);
    else same.push(item);
  }
  for (const items of kinds.values()) {
    if (items.length < LISTING || items.some(({ entity }) => isOwn(entity, pageUrl, dereference))) continue;
    for (const item of items) item.rank = 0;
  }
}

function isOwn(entity: Entity, pageUrl: string, dereference: Dereference): boolean {
  return entity.place === 'main' || isAbout(entity, pageUrl, dereference);
}

function rankOf({ types }: Entity): number {
  if (types.length === 0) return 0;
  if (types.every((type) => ACCESSORIES.has(type))) return 0;
  if (types.some((type) => PAGES.has(type) || BUSINESSES.has(type))) return 1;
  return types.some((type) => MEDIA.has(type)) ? 2 : 3;
}

function coverage({ node }: Entity, wanted: readonly (readonly string[])[]): number {
  return wanted.filter((names) => names.some((name) => property(node, name) !== undefined)).length;
}

function bonus(entity: Entity, pageUrl: string, dereference: Dereference): number {
  const points = entity.place === 'main' ? 4 : entity.place === 'top' ? 2 : 0;
  return points + (isAbout(entity, pageUrl, dereference) ? 3 : 0);
}

const ADDRESSES = ['url', '@id', 'mainEntityOfPage', 'mainEntityOfPage.@id', 'offers.url'];

function isAbout({ node }: Entity, pageUrl: string, dereference: Dereference): boolean {
  return ADDRESSES.some((path) =>
    valuesAt(node, path, dereference).some((value) => samePage(value, pageUrl)),
  );
}

function samePage(value: unknown, pageUrl: string): boolean {
  if (typeof value !== 'string' || value.length > 2_000) return false;
  const resolved = resolveUrl(value, pageUrl);
  return resolved !== null && pageKey(resolved) === pageKey(pageUrl);
}

function pageKey(url: string): string {
  const { hostname, pathname } = new URL(url);
  return hostname.replace(/^www\./, '') + pathname.replace(/\/$/, '');
}
