import { publicPart, type ListEntry } from '../../rules/datasets/list-entry.schema.ts';
import type { Profile } from '../../rules/profile/profile.schema.ts';
import { districtOf, standingOf } from '../../rules/search/standing.ts';
import { EVERYDAY } from '../../rules/search/everyday-words.ts';
import { RELATED, SYNONYMS } from '../../rules/search/synonyms.ts';
import { shortPlace } from './places.ts';
import type { SearchDocument } from './search-index.ts';

/** What lists are narrowed by. */
export const LIST_FACETS = ['domain', 'publisher', 'openClass', 'updateFrequency'] as const;
export type ListFacet = (typeof LIST_FACETS)[number];

/** A dataset on the list as its row has it. */
export interface ListedText {
  id: string;
  code: string;
  entry: ListEntry | null;
  publisher: string;
  publisherCode?: string;
  publisherNameEn?: string;
  domain?: string | null;
  openClass?: string | null;
  updateFrequency?: string | null;
}

/** What a dataset on the list can be found by: of a closed one, what is public of it. */
export function documentOf(listed: ListedText, { domains, districts }: Profile): SearchDocument {
  const { id, code, entry, publisher } = listed;
  const shown = entry && publicPart(entry);
  const district = shown && districtOf(shown, publisher, districts);
  const domain = domains.find((each) => each.code === shown?.domain);
  return {
    id,
    texts: {
      title: shown?.name ?? '',
      keywords: [code, ...(shown?.keywords ?? [])].join(' '),
      fields: (shown?.fields ?? [])
        .map(({ name, label }) => (label === name ? label : `${label} ${name.replaceAll('_', ' ')}`))
        .join(' '),
      publisher,
      summary: shown?.summary ?? '',
      domain: domain?.name['zh-CN'] ?? '',
    },
    facets: {
      domain: listed.domain ?? '',
      publisher: listed.publisherCode ?? '',
      openClass: listed.openClass ?? '',
      updateFrequency: listed.updateFrequency ?? '',
    },
    standing: shown ? standingOf(shown, district) : 0,
    place: district ?? '',
  };
}

const HAN_WORD = /^\p{Script=Han}{2,}$/u;

/** What the index of a city's list is made with. */
export const indexOptionsOf = ({ districts }: Profile) => ({ facets: LIST_FACETS, places: districts });

/** Words of a city that the language alone would part otherwise. */
export const cityWords = ({ districts, domains }: Profile): Set<string> =>
  new Set(
    [
      ...[...SYNONYMS, ...RELATED].flat(),
      ...EVERYDAY.map(([said]) => said),
      ...districts,
      ...districts.map((district) => shortPlace(district)),
      ...domains.map(({ name }) => name['zh-CN']),
    ].filter((word) => HAN_WORD.test(word)),
  );
