import { can } from '../../../rules/access/permissions.ts';
import { parseConditions } from '../../../rules/conditions/parse-conditions.ts';
import type {
  DatasetField,
  DatasetSummary,
  DatasetView,
} from '../../../rules/datasets/datasets.operations.ts';
import { datasetMachine, type DatasetThing } from '../../../rules/datasets/dataset.machine.ts';
import {
  emptyEntry,
  isGraded,
  publicPart,
  type ListEntry,
} from '../../../rules/datasets/list-entry.schema.ts';
import { permitted } from '../../../rules/machine/machine.ts';
import type { Call } from '../../context.ts';
import { openPeriodOf } from '../../plugins/open-periods.ts';
import { viewVersion, type DataVersion } from '../versions/index.ts';
import type { Dataset } from './dataset.queries.ts';

export const datasetThing = (dataset: Dataset): DatasetThing => ({
  state: dataset.state,
  bodyId: dataset.publisher.id,
  openClass: dataset.openClass,
  hasPublishedVersion: dataset.currentVersionId !== null,
  isGraded: isGraded(dataset.entry),
  stateSecret: dataset.stateSecret,
});

export const mayReadDraft = ({ actor }: Pick<Call, 'actor'>, { publisher }: Dataset): boolean =>
  can(actor, 'draft.read', { bodyId: publisher.id, district: publisher.district });

/** The entry as it is being written: the draft, else what is in force. */
export const workingEntry = ({ draft, entry }: Dataset): ListEntry => draft ?? entry ?? emptyEntry();

export function viewSummary(dataset: Dataset): DatasetSummary {
  const entry = publicPart(dataset.entry ?? emptyEntry());
  const closed = entry.openClass === 'closed';
  return {
    id: dataset.id,
    code: dataset.code,
    state: dataset.state,
    name: entry.name,
    summary: entry.summary,
    domain: entry.domain,
    openClass: entry.openClass,
    updateFrequency: entry.updateFrequency,
    publisher: { ...dataset.publisher },
    rows: closed ? null : dataset.rows,
    fieldCount: entry.fields.length,
    dataUpdatedAt: closed ? null : (dataset.dataUpdatedAt?.toISOString() ?? null),
    listedAt: dataset.listedAt?.toISOString() ?? null,
    sourceId: closed ? null : (dataset.source?.id ?? null),
    ground: closed ? entry.explanation || entry.grade.evidence : '',
  };
}

const pageOf = ({ source }: Dataset): DatasetView['source'] =>
  source && { name: source.name, url: source.url };

/** All that is shown of a dataset but how often it was used, and the risks that its conditions answer. */
export function viewDataset(
  dataset: Dataset,
  version: DataVersion | undefined,
  call: Call,
): Omit<DatasetView, 'use' | 'risks' | 'granted'> {
  const entry = publicPart(dataset.entry ?? emptyEntry());
  const next = permitted(datasetMachine, datasetThing(dataset), call.actor);
  const readable = entry.openClass === 'unconditional' && dataset.state === 'open' && version !== undefined;
  return {
    ...viewSummary(dataset),
    keywords: entry.keywords,
    timeCoverage: entry.timeCoverage,
    area: entry.area,
    relations: entry.relations,
    conditions: entry.conditions,
    conditionTerms: parseConditions(entry.conditions.join('\n')),
    materials: entry.materials,
    fields: fieldsOf(entry, readable ? version : undefined),
    suspendedReason: dataset.suspendedReason,
    staticReason: entry.updateFrequency === 'static' ? entry.staticReason : '',
    staticSince: entry.openClass === 'closed' ? null : (dataset.staticSince?.toISOString() ?? null),
    // Where a closed one is described elsewhere is for its body to say.
    source: entry.openClass === 'closed' ? null : pageOf(dataset),
    openedAt: dataset.openedAt?.toISOString() ?? null,
    version: readable ? viewVersion(version, call) : null,
    live: readable ? (openPeriodOf(call.services, dataset)?.view ?? null) : null,
    can: {
      readRecords: readable,
      readDraft: mayReadDraft(call, dataset),
      editDraft: can(call.actor, 'draft.write', { bodyId: dataset.publisher.id }),
      suspend: next.includes('suspend'),
      resume: next.includes('resume'),
      withdraw: next.includes('withdraw'),
    },
  };
}

function fieldsOf(entry: ListEntry, version: DataVersion | undefined): DatasetField[] {
  const profiles = new Map((version?.manifest?.columns ?? []).map(({ name, profile }) => [name, profile]));
  return entry.fields.map((field) => ({ ...field, profile: profiles.get(field.name) ?? null }));
}
