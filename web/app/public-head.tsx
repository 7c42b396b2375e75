import { LANGUAGES } from '../../locales/index.ts';
import { useLanguage } from '../design/language.tsx';
import card from '../design/social-card.png?no-inline';
import { alternatesOf, canonicalUrl } from './canonical.ts';
import { usePage } from './page.tsx';

/** What machines that read public pages ask of each: its one address, its languages, and what a shared link shows. */
export function PublicHead() {
  const page = usePage();
  const language = useLanguage();
  const { platformName } = page.city;
  const canonical = canonicalUrl(page);
  return (
    <>
      <link rel="canonical" href={canonical} />
      {alternatesOf(page).map((each) => (
        <link key={each.language} rel="alternate" hrefLang={each.language} href={each.href} />
      ))}
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={platformName}
        href="/opensearch.xml"
      />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={canonical} />
      <meta property="og:site_name" content={platformName} />
      <meta property="og:locale" content={language.replace('-', '_')} />
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <meta key={other} property="og:locale:alternate" content={other.replace('-', '_')} />
      ))}
      <meta property="og:image" content={page.origin + card} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="600" />
      <meta property="og:image:height" content="600" />
      <meta property="og:image:alt" content={platformName} />
      <meta name="twitter:card" content="summary" />
    </>
  );
}
