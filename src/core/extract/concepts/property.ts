/** Houses and flats. */

import { areaReader } from '../readers/area.js';
import { ownIdReader } from '../readers/own-id.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const PROPERTY = {
  bedrooms: { names: 'bedroom, number of bedrooms, bed, bedrooms count, bedroom count', labels: LABELS.bedrooms, paths: 'numberOfBedrooms numberOfRooms' },
  bathrooms: { names: 'bathroom, number of bathrooms, bath, bathrooms count, bathroom count', labels: LABELS.bathrooms, paths: 'numberOfBathroomsTotal numberOfFullBathrooms' },
  area: { names: 'area, floor size, floor area, living area, square meter, square foot', labels: LABELS.area, paths: 'floorSize.value floorSize', readers: [areaReader] },
  plotArea: { names: 'plot area, plot size, lot size, lot area, land area, land size', labels: LABELS.plotArea, paths: 'lotSize.value lotSize' },
  yearBuilt: { names: 'year built, construction year, year of construction, built year, building year, build year', labels: LABELS.yearBuilt, paths: 'yearBuilt' },
  energyRating: { names: 'energy rating, energy class, energy efficiency class, energy efficiency rating, epc rating', labels: LABELS.energyRating, paths: 'hasEnergyConsumptionDetails.hasEnergyEfficiencyCategory energyClass' },
  reference: { names: 'reference, reference number, reference code, listing id, property id, property ref, ref', labels: LABELS.reference, paths: 'identifier', readers: [ownIdReader] },
  propertyType: { names: 'property type, house type, building type', labels: LABELS.propertyType },
} satisfies Record<string, ConceptRow>;
