import { Link, type RouterContextProvider } from 'react-router';
import {
  getVersionChanges,
  type VersionChangesView,
} from '../../../rules/versions/version-changes.operations.ts';
import type { VersionView } from '../../../rules/versions/versions.operations.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { useVersionName } from '../../design/version-changes.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

/** A page that is about more than the differences does not wait for those of larger tables. */
const QUICK_ROWS = 300_000;

/** What a version that waits changes against the one that is served; null where there is nothing to compare it with, or too much. */
export async function changesOf(
  context: Readonly<RouterContextProvider>,
  version: VersionView | null,
): Promise<VersionChangesView | null> {
  if (!version?.manifest || version.state === 'published') return null;
  if (version.manifest.rows > QUICK_ROWS) return null;
  const { datasetId: id, id: wanted } = version;
  const { port } = pageOf(context);
  const found = await attempt(port.call(getVersionChanges, { id, version: wanted, limit: 20 }));
  return found.ok ? found.value : null;
}

/** In one line what changes, with the way to all of it. */
export function ChangesSummary({
  changes: { datasetId, from, to, schema, rows },
}: {
  changes: VersionChangesView;
}) {
  const t = useT();
  const nameOf = useVersionName();
  const { added, removed, changed } = rows;
  return (
    <p className={css('prose')}>
      {t('changes.summary', { version: nameOf(from), added, removed, changed, fields: schema.fields.length })}{' '}
      <Link to={`/console/datasets/${datasetId}/versions/${to.id}/changes`}>{t('changes.see')}</Link>
    </p>
  );
}
