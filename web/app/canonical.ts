import { LANGUAGES, type Language } from '../../locales/index.ts';

/** Parameters that make another page of it, by path; all others only sort, filter or turn pages. */
const MEANT: Readonly<Record<string, readonly string[]>> = { '/datasets': ['domain', 'publisher'] };

interface Place {
  /** Path and query as asked for. */
  url: string;
  /** `https://data.example.gov.cn` */
  origin: string;
}

/** The one address of a page: without a language, as the reader's browser wishes it, or in the one that it names. */
export function canonicalUrl(place: Place): string {
  const wished = askedOf(place).searchParams.get('lang');
  return addressIn(place, LANGUAGES.find((language) => language === wished) ?? null);
}

/** The same page in every language, and as the reader's browser wishes it. */
export const alternatesOf = (place: Place): { language: Language | 'x-default'; href: string }[] => [
  ...LANGUAGES.map((language) => ({ language, href: addressIn(place, language) })),
  { language: 'x-default', href: addressIn(place, null) },
];

// Joined, not resolved: `//elsewhere/x` is a path of ours.
const askedOf = ({ url, origin }: Place): URL => new URL(origin + url);

function addressIn(place: Place, language: Language | null): string {
  const { pathname, searchParams } = askedOf(place);
  const address = new URL(place.origin + pathname);
  for (const name of MEANT[pathname] ?? []) {
    const value = searchParams.get(name);
    if (value) address.searchParams.set(name, value);
  }
  if (language !== null) address.searchParams.set('lang', language);
  return address.href;
}
