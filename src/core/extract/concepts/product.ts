/** What a product is made of, and by which codes it is known. */

import { agreedIdReader, isOfMaker, ownIdReader } from '../readers/own-id.js';
import { LABELS } from '../words/labels.js';
import { DOUBTFUL, type ConceptRow } from './concept.js';

// prettier-ignore
export const PRODUCT = {
  sku: { names: 'sku, product id, item number, article number, product code, product number, part number, item id, stock keeping unit', labels: LABELS.sku, paths: 'sku offers.sku productID mpn offers.mpn', metas: 'product:retailer_item_id product:sku product:retailer_part_no', labelFirst: true, readers: [agreedIdReader, ownIdReader], weigh: (candidate, question) => (isOfMaker(candidate, question) ? DOUBTFUL : 1) },
  mpn: { names: 'mpn, manufacturer part number, model number', labels: LABELS.mpn, paths: 'mpn model', metas: 'product:mfr_part_no' },
  model: { names: 'model, model name', paths: 'model vehicleModel' },
  gtin: { names: 'gtin, ean, upc, barcode, gtin 13, ean 13', paths: 'gtin13 gtin gtin14 gtin12 gtin8 offers.gtin13', metas: 'product:ean product:upc product:gtin' },
  isbn: { names: 'isbn, isbn 13, isbn 10', labels: LABELS.isbn, paths: 'isbn gtin13', metas: 'book:isbn og:isbn books:isbn citation_isbn' },
  brand: { names: 'brand, brand name, manufacturer, maker, make', labels: LABELS.brand, paths: 'brand manufacturer', metas: 'product:brand og:brand', shape: 'person' },
  condition: { names: 'condition, item condition', labels: LABELS.condition, paths: 'itemCondition offers.itemCondition', metas: 'product:condition', shape: 'stock' },
  color: { names: 'color, colour', labels: LABELS.color, paths: 'color', metas: 'product:color' },
  material: { names: 'material', labels: LABELS.material, paths: 'material', metas: 'product:material' },
  size: { names: 'size', labels: LABELS.size, paths: 'size', metas: 'product:size' },
  weight: { names: 'weight', labels: LABELS.weight, paths: 'weight' },
} satisfies Record<string, ConceptRow>;
