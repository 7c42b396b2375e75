import type { RouterContextProvider } from 'react-router';
import { can } from '../../../rules/access/permissions.ts';
import { getCatalogueEntry } from '../../../rules/catalogue/catalogue.operations.ts';
import type { CatalogueField } from '../../../rules/catalogue/catalogue.schema.ts';
import {
  getDataset,
  getDatasetHistory,
  listVersions,
  type DatasetView,
} from '../../../rules/datasets/datasets.operations.ts';
import { getDraft, type DraftView } from '../../../rules/datasets/drafts.operations.ts';
import type { Proposal } from '../../../rules/datasets/proposals.ts';
import { getProposals } from '../../../rules/datasets/proposals.operations.ts';
import type { CloseName } from '../../../rules/datasets/similar-names.ts';
import { listSimilarNames } from '../../../rules/datasets/similar-names.operations.ts';
import { getDatasetGrading, type DatasetGrading } from '../../../rules/gradings/gradings.operations.ts';
import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import type { VersionChangesView } from '../../../rules/versions/version-changes.operations.ts';
import { getVersion, type VersionView } from '../../../rules/versions/versions.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt } from '../../app/problem-view.ts';
import { actorOf } from '../acting.ts';
import { changesOf } from '../version-changes/changes-summary.tsx';

export interface DraftData {
  draft: DraftView;
  dataset: DatasetView;
  versions: VersionView[];
  history: HistoryItem[];
  catalogueFields: CatalogueField[];
  /** Names on the list that are like the one that is kept. */
  similar: CloseName[];
  proposals: Proposal[];
  grading: DatasetGrading;
  /** Of the version that waits, against what is served. */
  changes: VersionChangesView | null;
}

/** Everything that the page of a dataset in work shows. */
export async function loadDraft(context: Readonly<RouterContextProvider>, id: string): Promise<DraftData> {
  const [draft, dataset, versions, history, grading] = await Promise.all([
    load(context, getDraft, { id }),
    load(context, getDataset, { id }),
    load(context, listVersions, { id }),
    load(context, getDatasetHistory, { id }),
    load(context, getDatasetGrading, { id }),
  ]);
  const [catalogueFields, version, similar, proposals, changes] = await Promise.all([
    fieldsOfEntry(context, draft),
    draft.version ? load(context, getVersion, { id: draft.version.id }) : null,
    similarTo(context, draft),
    load(context, getProposals, { id }),
    changesOf(context, draft.version),
  ]);
  return {
    draft: { ...draft, version },
    dataset,
    versions: versions.items,
    history: history.items,
    catalogueFields,
    similar,
    proposals: proposals.items,
    grading,
    changes,
  };
}

async function similarTo(
  context: Readonly<RouterContextProvider>,
  { id, entry }: DraftView,
): Promise<CloseName[]> {
  const name = entry.name.trim();
  return name === '' ? [] : (await load(context, listSimilarNames, { name, except: id, limit: 5 })).items;
}

/** The catalogue may be closed to who may read the draft: then there is nothing to bind to. */
async function fieldsOfEntry(
  context: Readonly<RouterContextProvider>,
  { catalogueEntryId, publisher }: DraftView,
): Promise<CatalogueField[]> {
  const { port } = pageOf(context);
  if (catalogueEntryId === null || !port.viewer) return [];
  if (!can(actorOf(port.viewer), 'catalogue-entry.read', { bodyId: publisher.id })) return [];
  const found = await attempt(port.call(getCatalogueEntry, { id: catalogueEntryId }));
  return found.ok ? found.value.fields : [];
}
