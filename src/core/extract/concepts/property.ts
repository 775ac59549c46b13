/** Houses and flats. */

import { areaReader, plotAreaReader } from '../readers/area.js';
import { ownIdReader } from '../readers/own-id.js';
import { countReader, energyReader, houseKindReader } from '../readers/property.js';
import { classOf } from '../structure/energy-class.js';
import { LABELS } from '../words/labels.js';
import type { ConceptRow } from './concept.js';

// prettier-ignore
export const PROPERTY = {
  bedrooms: { names: 'bedroom, number of bedrooms, bed, bedrooms count, bedroom count', labels: LABELS.bedrooms, paths: 'numberOfBedrooms numberOfRooms', readers: [countReader], named: true },
  bathrooms: { names: 'bathroom, number of bathrooms, bath, bathrooms count, bathroom count', labels: LABELS.bathrooms, paths: 'numberOfBathroomsTotal numberOfFullBathrooms', readers: [countReader], named: true },
  area: { names: 'area, floor size, floor area, living area, square meter, square foot', labels: LABELS.area, paths: 'floorSize.value floorSize', readers: [areaReader] },
  plotArea: { names: 'plot area, plot size, lot size, lot area, land area, land size', labels: LABELS.plotArea, paths: 'lotSize.value lotSize', readers: [plotAreaReader], named: true },
  yearBuilt: { names: 'year built, construction year, year of construction, built year, building year, build year', labels: LABELS.yearBuilt, paths: 'yearBuilt' },
  energyRating: { names: 'energy rating, energy class, energy efficiency class, energy efficiency rating, epc rating', labels: LABELS.energyRating, paths: 'hasEnergyConsumptionDetails.hasEnergyEfficiencyCategory energyClass', readers: [energyReader], named: true, labelled: ({ value }) => classOf(value) },
  reference: { names: 'reference, reference number, reference code, listing id, property id, property ref, ref', labels: LABELS.reference, paths: 'identifier', readers: [ownIdReader] },
  propertyType: { names: 'property type, house type, building type', labels: LABELS.propertyType, readers: [houseKindReader], named: true, labelled: ({ value }) => value.split(' | ', 1)[0] ?? value },
} satisfies Record<string, ConceptRow>;
