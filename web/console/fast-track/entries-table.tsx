import type { FastTrackEntry } from '../../../rules/fast-track/fast-track.operations.ts';
import { isInForce } from '../../../rules/fast-track/eligibility.ts';
import { useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';

/** Entries of the lists with their days, and whether they hold on `today` (YYYY-MM-DD). */
export function EntriesTable({ items, today }: { items: readonly FastTrackEntry[]; today: string }) {
  const t = useT();
  const daysOf = ({ from, until }: FastTrackEntry): string =>
    until === null ? t('fastTrack.no-end', { from }) : t('fastTrack.span', { from, until });
  const stateOf = (entry: FastTrackEntry): string => {
    if (entry.endedAt !== null) return t('fastTrack.ended', { reason: entry.endReason ?? '' });
    return t(isInForce(entry, today) ? 'fastTrack.in-force' : 'fastTrack.not-now');
  };
  return (
    <Table
      caption={t('fastTrack.list')}
      captionUnseen
      columns={[
        { key: 'name', head: t('fastTrack.name'), cell: ({ name }) => name },
        { key: 'kind', head: t('fastTrack.kind'), cell: ({ kind }) => t(`fastTrack.kind.${kind}`) },
        { key: 'days', head: t('fastTrack.days'), cell: daysOf },
        { key: 'state', head: t('fastTrack.state'), cell: stateOf },
        {
          key: 'description',
          head: t('fastTrack.description'),
          minor: true,
          cell: ({ description }) => description,
        },
      ]}
      rows={items}
      rowKey={({ id }) => id}
      empty={<p>{t('fastTrack.none')}</p>}
    />
  );
}
