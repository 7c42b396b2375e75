import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { JsonLd } from '../../app/json-ld.tsx';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { useLanguage, useT } from '../../design/language.tsx';
import { publisherName } from '../dataset-mark.ts';
import { datasetJsonLd } from './dataset-json-ld.ts';

/** What search engines and shared links get of a dataset. */
export function DatasetHead({ dataset }: { dataset: DatasetView }) {
  const t = useT();
  const language = useLanguage();
  const page = usePage();
  const { summary, ground, name, fieldCount } = dataset;
  const openClass = t(`openClass.${dataset.openClass}`);
  const description = t('head.dataset', {
    summary: summary || ground || name,
    publisher: publisherName(dataset, language),
    openClass,
    frequency: t(`updateFrequency.${dataset.updateFrequency}`),
    fields: fieldCount,
  });
  const platform = page.city.platformName;
  const licence = profileOf(page).licence.url;
  return (
    <>
      <PageTitle title={name} description={description} />
      <JsonLd
        data={datasetJsonLd({ dataset, origin: page.origin, language, platform, licence, openClass })}
      />
    </>
  );
}
