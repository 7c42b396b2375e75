import type { Language } from '../../../locales/index.ts';
import type { DatasetField, DatasetView, ExportFormat } from '../../../rules/datasets/datasets.operations.ts';
import { publisherName } from '../dataset-mark.ts';
import { exportLink } from './export-link.ts';
import { isoCoverage } from './time-coverage.ts';

/** What is offered to machines first; the rest is on the page and in the API. */
const DISTRIBUTIONS: readonly [format: ExportFormat, mediaType: string][] = [
  ['csv', 'text/csv'],
  ['json', 'application/json'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['parquet', 'application/vnd.apache.parquet'],
];
const MOST_FIELDS = 200;

export interface Described {
  dataset: DatasetView;
  origin: string;
  language: Language;
  platform: string;
  /** Path of the licence's text, and the period and class in words. */
  licence: string;
  openClass: string;
}

/** schema.org's description of a dataset; of a closed one what is public of it: name, publisher and ground. */
export function datasetJsonLd({
  dataset,
  origin,
  language,
  platform,
  licence,
  openClass,
}: Described): object {
  const { code, name, summary, ground, publisher, keywords, area, version } = dataset;
  const url = `${origin}/datasets/${code}`;
  const body = {
    '@type': 'GovernmentOrganization',
    name: publisherName(dataset, language),
    url: `${origin}/bodies/${publisher.code}`,
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': url,
    ...{ url, identifier: code, name, description: summary || ground || name },
    ...(keywords.length > 0 && { keywords }),
    creator: body,
    publisher: body,
    includedInDataCatalog: { '@type': 'DataCatalog', name: platform, url: `${origin}/datasets` },
    conditionsOfAccess: openClass,
    isAccessibleForFree: dataset.openClass === 'unconditional',
    ...(dataset.openClass === 'unconditional' && { license: new URL(licence, origin).href }),
    ...datesOf(dataset),
    ...(area && { spatialCoverage: { '@type': 'Place', name: area } }),
    ...(typeof version?.number === 'number' && { version: String(version.number) }),
    ...(dataset.fields.length > 0 && {
      variableMeasured: dataset.fields.slice(0, MOST_FIELDS).map(propertyOf),
    }),
    ...(dataset.can['readRecords'] === true && { distribution: distributionsOf(dataset, origin) }),
  };
}

function datesOf({ listedAt, openedAt, dataUpdatedAt, timeCoverage }: DatasetView): object {
  const published = openedAt ?? listedAt;
  const period = isoCoverage(timeCoverage);
  return {
    ...(published !== null && { datePublished: published }),
    ...(dataUpdatedAt !== null && { dateModified: dataUpdatedAt }),
    ...(period !== null && { temporalCoverage: period }),
  };
}

const propertyOf = ({ name, label, description, unit }: DatasetField): object => ({
  '@type': 'PropertyValue',
  name: label || name,
  ...(description && { description }),
  ...(unit && { unitText: unit }),
});

const distributionsOf = ({ code, name, version }: DatasetView, origin: string): object[] =>
  DISTRIBUTIONS.map(([format, mediaType]) => ({
    '@type': 'DataDownload',
    name: `${name}（${format.toUpperCase()}）`,
    encodingFormat: mediaType,
    contentUrl: origin + exportLink(code, format, { where: undefined, orderBy: undefined }),
    ...(format === 'parquet' && version?.manifest && { contentSize: `${version.manifest.data.bytes} B` }),
  }));
