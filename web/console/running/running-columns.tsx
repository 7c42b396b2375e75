import { Link } from 'react-router';
import { isMessageKey } from '../../../locales/index.ts';
import type { RunningView } from '../../../rules/installation/running.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import type { Column } from '../../design/table.tsx';
import styles from '../console.module.css';

const css = classesOf(styles);

/** The form that every button of the table sends: one reason, and what it is for. */
export const STOP_FORM = 'stop';

function useWork(): (view: RunningView) => string {
  const t = useT();
  return ({ kind, queue }) => {
    const key = `console.running.queue.${queue ?? ''}`;
    return kind === 'job' ? (isMessageKey(key) ? t(key) : (queue ?? '')) : t(`console.running.kind.${kind}`);
  };
}

export function useRunningColumns(): Column<RunningView>[] {
  const t = useT();
  const format = useFormat();
  const work = useWork();
  const word = (key: string, otherwise: string): string => (isMessageKey(key) ? t(key) : otherwise);
  return [
    { key: 'work', head: t('console.running.work'), cell: (view) => work(view) },
    {
      key: 'state',
      head: t('console.state'),
      cell: ({ state, attempt }) =>
        format.list([
          t(`console.running.state.${state}`),
          attempt !== null && attempt > 1 ? t('console.running.attempt', { attempt }) : '',
        ]),
    },
    {
      key: 'dataset',
      head: t('console.running.dataset'),
      cell: ({ datasetCode, format: of }) =>
        datasetCode !== null && (
          <>
            <Link to={`/datasets/${datasetCode}`}>{datasetCode}</Link> {of?.toUpperCase()}
          </>
        ),
    },
    {
      key: 'who',
      head: t('console.access.who'),
      cell: ({ role, accountName }) =>
        format.list([role === null ? '' : word(`role.${role}`, role), accountName ?? '']),
    },
    {
      key: 'since',
      head: t('console.running.since'),
      cell: ({ since }) => <Time at={since} show="date-time" />,
    },
    {
      key: 'bytes',
      head: t('console.running.bytes'),
      numeric: true,
      cell: ({ bytes }) => bytes !== null && format.bytes(bytes),
    },
    {
      key: 'stop',
      head: null,
      numeric: true,
      cell: (view) => (
        <Button small kind="danger" form={STOP_FORM} name="id" value={view.id}>
          {t('console.running.stop')}
          <span className={css('unseen')}>
            {format.list([work(view), view.datasetCode ?? '', view.format ?? ''])}
          </span>
        </Button>
      ),
    },
  ];
}
