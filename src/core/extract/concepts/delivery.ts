/** How long goods take to arrive, as the page says it. */

import type { ConceptRow } from './concept.js';

export const deliveryTime: ConceptRow = {
  names:
    'delivery time, shipping time, delivery period, delivery estimate, estimated delivery, dispatch time',
  labels:
    'lieferzeit, lieferfrist, voraussichtliche lieferung, délai de livraison, délais de livraison, plazo de entrega, ' +
    'tiempo de entrega, tempi di consegna, tempo di consegna, prazo de entrega, levertijd, leveranstid, leveringstid, ' +
    'toimitusaika, czas dostawy, czas realizacji, dodací lhůta, doba dodání, szállítási idő, termen de livrare, ' +
    'teslimat süresi, срок доставки, строк доставки, термін доставки, お届け日, 配送时间, 배송기간',
};
