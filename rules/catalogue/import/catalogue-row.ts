import type { OpenClass, UpdateFrequency } from '../../datasets/list-entry.schema.ts';
import type { CatalogueField, Origin } from '../catalogue.schema.ts';

/** What one line of a catalogue's export says of a dataset, in our own terms. Bodies are named, not numbered. */
export interface CatalogueRow {
  sourceId: string;
  body: string;
  name: string;
  summary: string;
  /** A code of the profile, or the source's own word where the profile has none for it. */
  domain: string;
  openness: OpenClass;
  origin: Origin;
  system: string;
  /** Empty: the body produces it. */
  sharedFrom: string;
  updateFrequency: UpdateFrequency;
  area: string;
  timeCoverage: string;
  fields: CatalogueField[];
  sourceUrl: string;
  /** On the open list, or in the catalogue alone. */
  listed: boolean;
  /** Kept whole. */
  conditions: string;
  /** `YYYY-MM-DD HH:mm:ss` at +08:00; empty when unknown. */
  firstPublished: string;
  updated: string;
}

/** One line as written: header → text. */
export type Cells = Readonly<Record<string, string>>;

/** True when two rows say the same. */
export const sameRow = (one: CatalogueRow, other: CatalogueRow): boolean =>
  differingParts(one, other).length === 0;

/** The parts in which two rows differ. */
export function differingParts(one: CatalogueRow, other: CatalogueRow): (keyof CatalogueRow)[] {
  const differ: (keyof CatalogueRow)[] = [];
  for (const part of ROW_PARTS) {
    if (JSON.stringify(one[part]) !== JSON.stringify(other[part])) differ.push(part);
  }
  return differ;
}

const ROW_PARTS = [
  'sourceId',
  'body',
  'name',
  'summary',
  'domain',
  'openness',
  'origin',
  'system',
  'sharedFrom',
  'updateFrequency',
  'area',
  'timeCoverage',
  'fields',
  'sourceUrl',
  'listed',
  'conditions',
  'firstPublished',
  'updated',
] as const satisfies (keyof CatalogueRow)[];
