/** Words by which pages and callers name the same part of a thing, beyond the concepts' own names. Singular. */

export type Meaning =
  'title' | 'person' | 'date' | 'text' | 'image' | 'link' | 'price' | 'category' | 'number' | 'other';

type Worded = Exclude<Meaning, 'other' | 'number'>;

// prettier-ignore
export const MEANINGS: Readonly<Record<Worded, ReadonlySet<string>>> = {
  link: words('url link href permalink uri hyperlink'),
  image: words('image img thumbnail thumb photo picture cover avatar logo poster icon'),
  price: words('price cost amount fee'),
  date: words('date time datetime day posted published created updated modified edited age when on at since until deadline year'),
  person: words('author user by byline username writer creator poster owner member contributor reporter assignee submitter sender from contact nick player seller speaker person committer uploader maintainer editor reviewer commenter translator artist lawyer attorney judge teacher employee'),
  category: words('category section topic label tag rubric genre kind type folder group channel board'),
  text: words('text body content excerpt teaser summary description desc message abstract intro snippet comment note review quote answer reply post bio blurb'),
  title: words('title name headline heading subject caption'),
};

/** Things that are listed by their names: who asks for "files" wants what they are called. */
export const THINGS: ReadonlySet<string> = words(
  'product question article book film movie song track album recipe package project repository repo branch file folder directory document page topic thread ' +
    'ticket issue bug task event talk course job vacancy offer listing property game app plugin extension module theme release dataset database table ' +
    'case opinion decision docket filing judgment paper publication journal report company organization organisation shop store restaurant hotel museum ' +
    'city town country place station team club league player member user device server service tool vessel ship car model episode show station channel playlist',
);

/** What callers ask for when they want to know how many. */
export const COUNTS: ReadonlySet<string> = words('count number total amount quantity num');

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
