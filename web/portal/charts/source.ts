import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { publisherName } from '../dataset-mark.ts';

/** Whose figures these are, of which version: one sentence. */
export function useSource(dataset: DatasetView): string {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const { version, live, name } = dataset;
  const publisher = publisherName(dataset, language);
  return !live && typeof version?.number === 'number' && version.publishedAt !== null
    ? t('look.source', { publisher, name, version: version.number, date: format.date(version.publishedAt) })
    : t('look.source-live', { publisher, name });
}
