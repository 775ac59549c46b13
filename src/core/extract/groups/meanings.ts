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
  person: words('author user by byline username writer creator poster owner member contributor reporter assignee submitter sender from contact nick player seller speaker person committer uploader maintainer editor'),
  category: words('category section topic label tag rubric genre kind type folder group channel board'),
  text: words('text body content excerpt teaser summary description desc message abstract intro snippet comment note review quote answer reply post bio blurb'),
  title: words('title name headline heading subject caption'),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
