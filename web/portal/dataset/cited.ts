import type { Language } from '../../../locales/index.ts';
import type { DatasetView } from '../../../rules/datasets/datasets.operations.ts';
import { formatter } from '../../design/format.ts';
import { publisherName } from '../dataset-mark.ts';
import type { Cited } from './citation.ts';

interface Where {
  origin: string;
  platform: string;
  language: Language;
  today: string;
}

/** What of a dataset can be cited; null before it has a version. */
export function citedOf(dataset: DatasetView, { origin, platform, language, today }: Where): Cited | null {
  const { version, name, code } = dataset;
  if (typeof version?.number !== 'number' || version.publishedAt === null) return null;
  const { date } = formatter(language);
  return {
    ...{ name, code, platform, language },
    publisher: publisherName(dataset, language),
    version: version.number,
    published: date(version.publishedAt),
    accessed: date(today),
    url: `${origin}/datasets/${code}`,
  };
}
