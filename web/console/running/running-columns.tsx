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

const Of = ({ code, format }: { code: string; format: string | null }) => (
  <>
    <Link to={`/datasets/${code}`}>{code}</Link> {format?.toUpperCase()}
  </>
);
const Since = ({ at }: { at: string }) => <Time at={at} show="date-time" />;

export function useRunningColumns(): Column<RunningView>[] {
  const t = useT();
  const format = useFormat();
  const work = useWork();
  const word = (key: string, otherwise: string): string => (isMessageKey(key) ? t(key) : otherwise);
  return [
    { key: 'work', head: t('console.running.work'), cell: work },
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
      cell: ({ datasetCode, format: of }) => datasetCode !== null && <Of code={datasetCode} format={of} />,
    },
    {
      key: 'who',
      head: t('console.access.who'),
      minor: true,
      cell: ({ role, accountName }) =>
        format.list([role === null ? '' : word(`role.${role}`, role), accountName ?? '']),
    },
    {
      key: 'since',
      head: t('console.running.since'),
      minor: true,
      cell: ({ since }) => <Since at={since} />,
    },
    {
      key: 'bytes',
      head: t('console.running.bytes'),
      minor: true,
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
