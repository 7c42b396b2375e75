import { parseConditions } from '../../rules/conditions/parse-conditions.ts';
import type { DatasetState } from '../../rules/datasets/dataset.machine.ts';
import {
  emptyEntry,
  publicPart,
  type ListEntry,
  type OpenClass,
  type UpdateFrequency,
} from '../../rules/datasets/list-entry.schema.ts';
import { qualityOf } from '../../rules/datasets/quality.ts';
import { joinKeysOf, type NamedField } from '../../rules/graph/join-fields.ts';
import type { VersionManifest } from '../../rules/versions/version.schema.ts';
import type { ListedRow } from './listed-datasets.queries.ts';

/** What of a field is public; values only of data that anyone may take. */
export interface ListedField extends NamedField {
  described: boolean;
  /** Under what it may be found in other tables, its label first. */
  keys: readonly string[];
  /** Different and empty values; null where the data is not open. */
  values: { distinct: number; nulls: number; min: string | null; max: string | null } | null;
}

/** A dataset on the list, by its public part. */
export interface Listed {
  id: string;
  code: string;
  state: DatasetState;
  name: string;
  domain: string;
  openClass: OpenClass;
  frequency: UpdateFrequency;
  area: string;
  keywords: readonly string[];
  /** For what conditional data may be used, where its conditions say so. */
  scenarios: readonly string[];
  publisher: ListedRow['publisher'];
  fields: readonly ListedField[];
  /** The version that anyone may take, if there is one; `quality` from 0 to 1. */
  served: { id: string; manifest: VersionManifest; quality: number; placed: boolean } | null;
  dataUpdatedAt: Date | null;
  listedAt: Date | null;
  openedAt: Date | null;
}

export function listedOf(row: ListedRow): Listed {
  const entry = publicPart(row.entry ?? emptyEntry());
  const closed = entry.openClass === 'closed';
  const served = servedOf(row, entry);
  const columns = new Map((served?.manifest.columns ?? []).map(({ name, profile }) => [name, profile]));
  const { id, code, state, publisher, listedAt, openedAt } = row;
  return {
    ...{ id, code, state, publisher, listedAt, openedAt, served },
    name: entry.name,
    domain: entry.domain,
    openClass: entry.openClass,
    frequency: entry.updateFrequency,
    area: entry.area,
    keywords: entry.keywords,
    scenarios: entry.openClass === 'conditional' ? scenariosOf(entry.conditions) : [],
    dataUpdatedAt: closed ? null : row.dataUpdatedAt,
    fields: entry.fields.map(({ name, label, type, description }) => ({
      ...{ name, label, type },
      described: isDescribed(description),
      keys: joinKeysOf({ name, label, type }),
      values: columns.get(name) ?? null,
    })),
  };
}

function scenariosOf(conditions: readonly string[]): string[] {
  const { terms } = parseConditions(conditions.join('\n'));
  return terms.flatMap(({ kind, values }) => (kind === 'scenario-allowed' ? values : []));
}

const isDescribed = (description: string): boolean => description.trim() !== '';

function servedOf(row: ListedRow, { openClass, fields }: ListEntry): Listed['served'] {
  const { state, versionId: id, versionCreatedAt, withheldBefore, manifest, findings, placed } = row;
  if (state !== 'open' || openClass !== 'unconditional' || id === null || manifest === null) return null;
  const withheld = withheldBefore !== null && versionCreatedAt !== null && versionCreatedAt < withheldBefore;
  if (withheld) return null;
  const described = fields.filter(({ description }) => isDescribed(description)).length;
  return {
    id,
    manifest,
    placed,
    quality: qualityOf({ manifest, findings, fields: fields.length, described }),
  };
}
