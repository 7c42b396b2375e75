import { LANGUAGES, type Language } from '../../locales/index.ts';

/** Parameters that make another page of it, by path; all others only sort, filter or turn pages. */
const MEANT: Readonly<Record<string, readonly string[]>> = { '/datasets': ['domain', 'publisher'] };

interface Place {
  /** Path and query as asked for. */
  url: string;
  /** `https://data.example.gov.cn` */
  origin: string;
}

/** The one address of what a page shows in a language; the first language is the one that needs no naming. */
export function canonicalUrl({ url, origin }: Place, language: Language): string {
  // Joined, not resolved: `//elsewhere/x` is a path of ours.
  const asked = new URL(origin + url);
  const canonical = new URL(origin + asked.pathname);
  for (const name of MEANT[asked.pathname] ?? []) {
    const value = asked.searchParams.get(name);
    if (value) canonical.searchParams.set(name, value);
  }
  if (language !== LANGUAGES[0]) canonical.searchParams.set('lang', language);
  return canonical.href;
}

/** The same page in every language; `x-default` leaves it to the reader's browser. */
export const alternatesOf = (place: Place): { language: Language | 'x-default'; href: string }[] => [
  ...LANGUAGES.map((language) => ({ language, href: canonicalUrl(place, language) })),
  { language: 'x-default', href: canonicalUrl(place, LANGUAGES[0]) },
];
