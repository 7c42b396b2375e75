import type { RouterContextProvider } from 'react-router';
import { listVersions } from '../../rules/datasets/datasets.operations.ts';
import {
  getVersionChanges,
  type VersionChangesView,
} from '../../rules/versions/version-changes.operations.ts';
import { schemaChanges, type SchemaChanges } from '../../rules/versions/version-changes.ts';
import type { VersionView } from '../../rules/versions/versions.operations.ts';
import { load } from './load.ts';
import { pageOf } from './page-context.ts';
import { attempt, problemResponse, type Attempt } from './problem-view.ts';

/** What the page of the differences of a version shows. */
export interface ChangesFound {
  /** A problem where the rows could not be compared in time. */
  changes: Attempt<VersionChangesView>;
  /** What is known of the fields all the same; null where it is not known what to compare with. */
  schema: SchemaChanges | null;
  /** Those that it can be compared with; of its own dataset, itself left out. */
  others: VersionView[];
}

/** Loads what differs between `version` and the one that the address names as `from`, else the usual one. */
export async function loadChanges(
  context: Readonly<RouterContextProvider>,
  { id, version, request }: { id: string; version: string; request: Request },
): Promise<ChangesFound> {
  const from = new URL(request.url).searchParams.get('from');
  const [{ items }, changes] = await Promise.all([
    load(context, listVersions, { id }),
    attempt(
      pageOf(context).port.call(getVersionChanges, { id, version, limit: 20, ...(from ? { from } : {}) }),
    ),
  ]);
  // What took too long or too much is said on the page.
  if (!changes.ok && changes.problem.status !== 408 && changes.problem.status !== 413)
    throw problemResponse(changes.problem.code);
  const isNamed = (name: string) => (each: VersionView) => each.id === name || String(each.number) === name;
  const others = items.filter((each) => each.manifest !== null && !isNamed(version)(each));
  const now = items.find(isNamed(version))?.manifest;
  const before = from === null ? null : others.find(isNamed(from))?.manifest;
  const schema = changes.ok
    ? changes.value.schema
    : now && before
      ? schemaChanges(before.columns, now.columns)
      : null;
  return { changes, schema, others };
}
