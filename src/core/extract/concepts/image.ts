/** The picture that stands for the page. */

import type { ConceptRow } from './concept.js';

export const image: ConceptRow = {
  names:
    'image, picture, photo, image url, main image, main image url, thumbnail, thumbnail url, cover, cover image, hero image, ' +
    'featured image, primary image, picture url, photo url, poster',
  paths: 'image photo primaryImageOfPage thumbnailUrl thumbnail',
  metas: 'og:image:secure_url og:image og:image:url twitter:image twitter:image:src image thumbnail',
  shape: 'picture',
  plural: true,
};
