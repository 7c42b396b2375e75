import type { SessionView } from '../../../rules/sessions/sessions.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** Where one is signed in; any but this one can be ended. */
export function SessionsPart({ sessions }: { sessions: readonly SessionView[] }) {
  const t = useT();
  const columns: Column<SessionView>[] = [
    {
      key: 'since',
      head: t('console.account.session-since'),
      cell: ({ createdAt, current }) => (
        <>
          <Time at={createdAt} show="date-time" />
          {current && <span className={css('quiet')}> {t('console.account.this-one')}</span>}
        </>
      ),
    },
    { key: 'role', head: t('console.members.role'), cell: ({ role }) => role && t(`role.${role}`) },
    {
      key: 'seen',
      head: t('console.account.last-seen'),
      minor: true,
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} show="date-time" />,
    },
    {
      key: 'expires',
      head: t('console.account.expires'),
      minor: true,
      cell: ({ expiresAt }) => <Time at={expiresAt} show="date-time" />,
    },
    {
      key: 'acts',
      head: null,
      numeric: true,
      cell: ({ id, current }) =>
        !current && (
          <form method="post">
            <input type="hidden" name="sessionId" value={id} />
            <Button small name="intent" value="end-session">
              {t('console.account.end')}
            </Button>
          </form>
        ),
    },
  ];
  return (
    <Part title={t('console.account.sessions')}>
      <Table
        caption={t('console.account.sessions')}
        captionUnseen
        columns={columns}
        rows={sessions}
        rowKey={({ id }) => id}
      />
    </Part>
  );
}
