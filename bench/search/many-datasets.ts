import { shanghai } from '../../rules/profile/shanghai.ts';
import { documentOf, type ListedText } from '../../server/search/search-document.ts';
import type { SearchDocument } from '../../server/search/search-index.ts';
import { realCatalogue } from './real-catalogue.ts';

export const FACETS = ['publisher', 'domain', 'openClass', 'format', 'updateFrequency'] as const;
const FORMATS = ['csv', 'xlsx', 'json', 'geojson', 'parquet'];

/** As many datasets as wanted: the real catalogue, and after it the same with other districts, years and fields. */
export async function manyDatasets(): Promise<(number: number) => SearchDocument> {
  const real = await realCatalogue();
  return (number) => {
    const base = real[number % real.length];
    const other = real[(number * 7919 + 13) % real.length];
    if (!base || !other) throw new Error('the catalogue is empty');
    const listed = number < real.length ? base : perturbed(base, other, number);
    const { entry } = listed;
    const document = documentOf({ ...listed, id: idOf(number), code: `SH-XX-${number}` }, shanghai);
    return {
      ...document,
      facets: {
        publisher: listed.publisher,
        domain: entry?.domain ?? '',
        openClass: entry?.openClass ?? '',
        format: FORMATS[number % FORMATS.length] ?? '',
        updateFrequency: entry?.updateFrequency ?? '',
      },
    };
  };
}

/** As long as an id of the store. */
const idOf = (number: number): string => `0190-0000-7000-8000-${String(number).padStart(15, '0')}`;

const DISTRICTS = shanghai.districts;
const YEAR = /20[012]\d/g;

function perturbed(base: ListedText, other: ListedText, number: number): ListedText {
  const district = DISTRICTS[(number * 31) % DISTRICTS.length] ?? '';
  const year = String(2005 + (number % 21));
  const told = DISTRICTS.find((each) => base.publisher.includes(each)) ?? '';
  const elsewhere = (text: string): string =>
    (told === '' ? text : text.replaceAll(told, district)).replaceAll(YEAR, year);
  const { entry } = base;
  if (!entry) return base;
  const kept = entry.fields.filter((_, at) => (at + number) % 4 !== 0);
  const name = elsewhere(entry.name) + (number % 3 === 0 ? `（第${number % 97}批）` : '');
  const fields = [...kept, ...(other.entry?.fields.slice(0, 2) ?? [])];
  return {
    ...base,
    publisher: elsewhere(base.publisher),
    entry: { ...entry, name, summary: elsewhere(entry.summary), fields },
  };
}
