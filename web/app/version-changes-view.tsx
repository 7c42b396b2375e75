import { useT } from '../design/language.tsx';
import { Note } from '../design/note.tsx';
import {
  CompareWith,
  RowDifferencesPart,
  SchemaDifferences,
  useVersionName,
} from '../design/version-changes.tsx';
import type { ChangesFound } from './version-changes.ts';

/** What differs between two versions: which they are, their fields, their rows. */
export function VersionChanges({
  found: { changes, schema, others },
  fields,
}: {
  found: ChangesFound;
  fields: readonly { name: string; label: string }[];
}) {
  const t = useT();
  const nameOf = useVersionName();
  if (!changes.ok) {
    const { code } = changes.problem;
    return (
      <>
        <CompareWith versions={others} from="" />
        {schema && <SchemaDifferences schema={schema} />}
        <Note kind="warning">{t('changes.not-computed', { reason: t(`${code}.title`) })}</Note>
      </>
    );
  }
  const { from, to } = changes.value;
  const labels = new Map(fields.map(({ name, label }) => [name, label]));
  return (
    <>
      <p>{t('changes.from-to', { from: nameOf(from), to: nameOf(to) })}</p>
      <CompareWith versions={others} from={from.id} />
      {schema && <SchemaDifferences schema={schema} />}
      <RowDifferencesPart changes={changes.value} labels={labels} />
    </>
  );
}
