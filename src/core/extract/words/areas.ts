/** How pages write areas, and whose they are, by language. A new language is one line here. */

export interface AreaWords {
  /** Beside "m²" and "sq ft". */
  readonly units?: string;
  /** The ground that a house stands on. */
  readonly plot: string;
  /** The rooms themselves. */
  readonly rooms?: string;
  /** Neither. */
  readonly other: string;
}

// prettier-ignore
export const AREAS = {
  en: { units: 'square metres, square meters, square feet, square foot, sqm, sq m, sq ft, sqft, sf', plot: 'plot, lot, land, site', rooms: 'living area, floor area, internal area, built-up', other: 'garden, terrace, balcony, garage, cellar, basement, warehouse, patio' },
  de: { units: 'qm, quadratmeter', plot: 'grundstück, grundstücksfläche, grund', rooms: 'wohnfläche, wohnfl', other: 'garten, terrasse, balkon, garage, keller, nutzfläche' },
  fr: { units: 'mètres carrés', plot: 'terrain, parcelle', rooms: 'habitables, habitable, de surface', other: 'jardin, terrasse, balcon, garage, cave' },
  es: { units: 'metros cuadrados, mts2', plot: 'terreno, parcela', rooms: 'construidos, útiles, de superficie', other: 'jardín, terraza, balcón, garaje, trastero' },
  it: { units: 'mq, metri quadri, metri quadrati', plot: 'terreno, lotto', rooms: 'calpestabili, abitabili, commerciali', other: 'giardino, terrazzo, terrazza, balcone, garage, cantina' },
  pt: { units: 'metros quadrados', plot: 'terreno, lote', rooms: 'úteis, de área útil, construídos', other: 'jardim, terraço, varanda, garagem' },
  nl: { units: 'vierkante meter', plot: 'perceel, perceeloppervlakte, kavel', rooms: 'wonen, woonoppervlakte', other: 'tuin, terras, balkon, garage, berging' },
  sv: { units: 'kvm, kvadratmeter', plot: 'tomt, tomtarea', rooms: 'boarea', other: 'trädgård, terrass, balkong, garage, biarea' },
  da: { units: 'kvm', plot: 'grund, grundareal', rooms: 'boligareal', other: 'have, terrasse, altan, garage, kælder' },
  nb: { units: 'kvm', plot: 'tomt, tomteareal', rooms: 'bruksareal, primærrom', other: 'hage, terrasse, balkong, garasje, bod' },
  fi: { plot: 'tontti, tontin pinta-ala', rooms: 'asuinpinta-ala', other: 'piha, terassi, parveke, autotalli' },
  pl: { plot: 'działka, działki', rooms: 'powierzchni użytkowej', other: 'ogród, taras, balkon, garaż, piwnica' },
  cs: { plot: 'pozemek, pozemku', rooms: 'užitná plocha', other: 'zahrada, terasa, balkon, garáž, sklep' },
  ru: { units: 'кв м, кв. м, кв.м', plot: 'участок, участка, соток', rooms: 'жилая', other: 'сад, терраса, балкон, гараж, кухня' },
  uk: { units: 'кв м, кв. м, кв.м', plot: 'ділянка, ділянки', rooms: 'житлова', other: 'сад, тераса, балкон, гараж, кухня' },
  ja: { units: '坪, 平米', plot: '土地, 敷地', rooms: '専有', other: '庭, テラス, バルコニー, 車庫' },
  zh: { units: '平方米, 平米, 坪', plot: '土地, 占地', rooms: '建筑面积, 建築面積', other: '花园, 花園, 阳台, 陽台, 车库, 車庫' },
} as const satisfies Readonly<Record<string, AreaWords>>;
