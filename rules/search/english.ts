import { PHRASES } from './english-phrases.ts';
import { WORDS } from './english-words.ts';

/** What English asks for; phrases before words. */
export const ENGLISH: ReadonlyMap<string, string> = new Map(Object.entries({ ...PHRASES, ...WORDS }));

/** Words between those that ask for something. */
export const NO_MEANING: ReadonlySet<string> = new Set(
  'a all an and any are at be by can data database dataset datasets do does find for from get has have how i in information is it list lists many much my near nearby of on open or per shanghai show statistics table tables that the there these they this to what when where which who with'.split(
    ' ',
  ),
);
