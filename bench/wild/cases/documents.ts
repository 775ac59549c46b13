/** Documents that are not what they are called. */

import { pageWith, type Values, type WildCase } from '../case.js';
import { buildPdf } from '../inputs/pdf.js';
import { answering, serveHandler, type Handler } from '../serve.js';

/** A PDF has no heading. */
const WANTS: Values = { title: 'Blue kettle', price: 24.9 };
const PAGE: Values = { heading: 'Red kettle', price: 31 };
const pdf = (): Buffer => buildPdf({ pages: [['Price: 24.90 EUR']], info: { Title: 'Blue kettle' } });

function document(name: string, handler: () => Handler, wants = WANTS): WildCase {
  return {
    ...{ group: 'Documents', name, kind: 'page', schemes: ['http'], wants },
    open: (scheme) => serveHandler(handler(), scheme),
  };
}

export const documents: readonly WildCase[] = [
  document('a PDF that is called text/html', () => answering(pdf())),
  document('a page that only embeds a PDF', () => {
    const page = answering(
      '<!doctype html><title>Viewer</title><embed src="/kettle.pdf" type="application/pdf">',
    );
    return (request, response) => {
      if (request.url !== '/kettle.pdf') return page(request, response);
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf());
    };
  }),
  document(
    'a page without any Content-Type',
    () => (request, response) => {
      if (request.url === '/p') response.end(pageWith(PAGE));
      else response.writeHead(404).end();
    },
    PAGE,
  ),
];
