import type { GradingView } from '../../../rules/gradings/gradings.operations.ts';
import { ClassMark } from '../../design/class-mark.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Part } from '../page-head.tsx';

/** Every grade that was decided: by which version of the guideline, on which evidence, by whom. */
export function GradingsPart({ gradings }: { gradings: readonly GradingView[] }) {
  const t = useT();
  const format = useFormat();
  if (gradings.length === 0) return null;
  const columns: Column<GradingView>[] = [
    { key: 'at', head: t('console.gradings.at'), cell: ({ decidedAt }) => format.dateTime(decidedAt) },
    { key: 'version', head: t('console.gradings.version'), cell: ({ guidelineVersion }) => guidelineVersion },
    {
      key: 'levels',
      head: t('console.entry.levels'),
      cell: ({ levels }) => format.list(Object.values(levels).sort()),
    },
    {
      key: 'class',
      head: t('console.gradings.class'),
      cell: ({ openClass, consentId }) => (
        <>
          <ClassMark kind={openClass} /> {consentId !== null && t('console.gradings.by-consent')}
        </>
      ),
    },
    { key: 'evidence', head: t('console.entry.evidence'), cell: ({ evidence }) => evidence },
    {
      key: 'who',
      head: t('console.gradings.who'),
      minor: true,
      cell: ({ proposedBy, decidedBy }) => t('console.gradings.by', { proposedBy, decidedBy }),
    },
    {
      key: 'state',
      head: t('console.gradings.state'),
      cell: ({ acceptedAt }) =>
        t(acceptedAt === null ? 'console.gradings.decided' : 'console.gradings.accepted'),
    },
  ];
  return (
    <Part id="gradings" title={t('console.gradings.title')}>
      <Table
        caption={t('console.gradings.title')}
        captionUnseen
        columns={columns}
        rows={gradings}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}
