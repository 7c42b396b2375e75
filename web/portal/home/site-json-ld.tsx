import { JsonLd } from '../../app/json-ld.tsx';
import { usePage } from '../../app/page.tsx';
import { useLanguage, useT } from '../../design/language.tsx';

/** schema.org's description of the platform: a site that can be searched and the catalogue that it holds. */
export function SiteJsonLd() {
  const t = useT();
  const language = useLanguage();
  const { origin, city } = usePage();
  const { platformName: name } = city;
  const catalogue = { '@type': 'DataCatalog', '@id': `${origin}/datasets`, name, url: `${origin}/datasets` };
  const found = { '@type': 'EntryPoint', urlTemplate: `${origin}/datasets?q={search_term_string}` };
  return (
    <JsonLd
      data={{
        '@context': 'https://schema.org',
        '@graph': [
          {
            '@type': 'WebSite',
            '@id': `${origin}/`,
            url: `${origin}/`,
            name,
            inLanguage: language,
            potentialAction: {
              '@type': 'SearchAction',
              target: found,
              'query-input': 'required name=search_term_string',
            },
          },
          {
            ...catalogue,
            inLanguage: language,
            description: t('head.description', { platform: name }),
            spatialCoverage: { '@type': 'Place', name: city.name },
          },
        ],
      }}
    />
  );
}
