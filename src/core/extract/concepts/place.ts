/** Where something is, and how to reach it. */

import type { Candidate } from '../candidate.js';
import { addressReader, emailReader, phoneReader } from '../readers/contacts.js';
import { latitudeReader, longitudeReader, placeLineReader, postalCodeReader } from '../readers/place.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const PLACE = {
  address: { names: 'address, full address, street address, location, venue address', labels: LABELS.address, paths: 'address location.address location jobLocation.address geo.address', metas: 'og:street-address', shape: 'place', readers: [addressReader, placeLineReader], weigh: (candidate) => (isTownAlone(candidate) ? 0.6 : 1) },
  street: { names: 'street', paths: 'address.streetAddress location.address.streetAddress', metas: 'og:street-address place:street_address business:contact_data:street_address' },
  city: { names: 'city, town, locality, address locality', labels: LABELS.city, paths: 'address.addressLocality location.address.addressLocality jobLocation.address.addressLocality', metas: 'og:locality business:contact_data:locality' },
  region: { names: 'region, state, province, county, address region', labels: LABELS.region, paths: 'address.addressRegion location.address.addressRegion jobLocation.address.addressRegion', metas: 'og:region business:contact_data:region' },
  postalCode: { names: 'postal code, zip, zip code, postcode', labels: LABELS.postalCode, paths: 'address.postalCode location.address.postalCode jobLocation.address.postalCode', metas: 'og:postal-code business:contact_data:postal_code', readers: [postalCodeReader], named: true },
  country: { names: 'country, address country', paths: 'address.addressCountry location.address.addressCountry jobLocation.address.addressCountry', metas: 'og:country-name business:contact_data:country_name', shape: 'person' },
  latitude: { names: 'latitude, lat, geo lat, geo latitude', paths: 'geo.latitude latitude location.geo.latitude', metas: 'og:latitude place:location:latitude', shape: 'exact', readers: [latitudeReader], named: true },
  longitude: { names: 'longitude, lng, lon, long, geo lon, geo lng, geo longitude', paths: 'geo.longitude longitude location.geo.longitude', metas: 'og:longitude place:location:longitude', shape: 'exact', readers: [longitudeReader], named: true },
  phone: { names: 'phone, telephone, phone number, contact phone, telephone number', labels: LABELS.phone, paths: 'telephone contactPoint.telephone', metas: 'og:phone_number business:contact_data:phone_number', plural: true, readers: [phoneReader] },
  email: { names: 'email, email address, contact email, mail address', labels: LABELS.email, paths: 'email contactPoint.email', metas: 'og:email business:contact_data:email', plural: true, readers: [emailReader] },
  fax: { names: 'fax, fax number', labels: LABELS.fax, paths: 'faxNumber contactPoint.faxNumber', metas: 'og:fax_number business:contact_data:fax_number' },
  openingHours: { names: 'opening hour, business hour, hour', labels: LABELS.openingHours, paths: 'openingHours openingHoursSpecification', shape: 'hours', plural: true },
  priceRange: { names: 'price range', paths: 'priceRange' },
} satisfies Record<string, ConceptRow>;

/** `location: "Leeds"` in the state of scripts: an address that the page shows says more. */
function isTownAlone({ rule, value }: Candidate): boolean {
  return rule === 'state.key' && typeof value === 'string' && !/[\d,]/.test(value);
}
