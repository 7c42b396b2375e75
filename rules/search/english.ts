import { CIVIC } from './english-civic.ts';
import { PHRASES } from './english-phrases.ts';
import { WORDS } from './english-words.ts';

/** What English asks for; phrases before words, their words parted by blanks. */
export const ENGLISH: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...CIVIC, ...PHRASES, ...WORDS }).map(([said, meaning]) => [
    said.replaceAll('-', ' '),
    meaning,
  ]),
);

/** Words between those that ask for something. */
export const NO_MEANING: ReadonlySet<string> = new Set(
  'a about all also am an and any are as at be been between by can city data database dataset datasets did do does each every find for from get give has have having how i in information into is it its latest list lists located location locations many me most much my name names near nearby need new number numbers of on open or other our per record records report result results shanghai should show some statistics table tables than that the their them there these they this to total us want was we were what when where which who why will with within would you your'.split(
    ' ',
  ),
);

/** Endings of English words and what stands for them in the word that is known, the likeliest first. */
export const ENDINGS: readonly (readonly [ending: RegExp, known: string])[] = [
  [/ies$/, 'y'],
  [/(?<=[sxz]|ch|sh)es$/, ''],
  [/(?<![su])s$/, ''],
  [/ied$/, 'y'],
  [/(?<=(.))\1(?:ing|ed)$/, ''],
  [/(?:ing|ed)$/, ''],
  [/(?:ing|ed)$/, 'e'],
  [/ical$/, 'y'],
  [/al$/, ''],
];
