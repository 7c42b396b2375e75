import { ACTIONS, PERMISSIONS, type Action, type Reach } from '../../../rules/access/permissions.ts';
import { ROLES, type Role } from '../../../rules/access/roles.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Section } from '../section.tsx';
import styles from './permissions.module.css';

const css = classesOf(styles);

export default function Permissions() {
  const t = useT();
  const columns = useMatrixColumns();
  return (
    <>
      <PageTitle title={t('permissions.title')} />
      <h1>{t('permissions.title')}</h1>
      <p className={css('lead')}>{t('permissions.lead')}</p>
      <Section
        title={t('permissions.matrix')}
        aside={t('permissions.counts', { roles: ROLES.length, actions: ACTIONS.length })}
      >
        <Table
          caption={t('permissions.matrix')}
          captionUnseen
          sheet
          rows={ACTIONS}
          rowKey={(action) => action}
          columns={columns}
        />
      </Section>
      <ByRole />
    </>
  );
}

function useMatrixColumns(): Column<Action>[] {
  const t = useT();
  return [
    { key: 'action', head: t('permissions.action'), cell: (action) => t(`action.${action}`) },
    ...ROLES.map((role): Column<Action> => {
      const cells = PERMISSIONS[role];
      return { key: role, head: t(`role.${role}`), cell: (action) => <ReachMark reach={cells[action]} /> };
    }),
  ];
}

/** How far: a quarter of the cell for oneself, all of it for the whole city; the word stands beside it. */
function ReachMark({ reach }: { reach: Reach | undefined }) {
  const t = useT();
  if (reach === undefined) return <span className={css('unseen')}>{t('reach.none')}</span>;
  return (
    <span className={css('reach')}>
      <span className={css('cell', reach)} />
      {t(`reach.${reach}`)}
    </span>
  );
}

/** The same by role, as sentences: what a phone and a screen reader read best. */
function ByRole() {
  const t = useT();
  return (
    <Section title={t('permissions.by-role')}>
      {ROLES.map((role) => (
        <details key={role} className={css('role')}>
          <summary>{t(`role.${role}`)}</summary>
          <RoleActions role={role} />
        </details>
      ))}
    </Section>
  );
}

function RoleActions({ role }: { role: Role }) {
  const t = useT();
  const format = useFormat();
  const cells = PERMISSIONS[role];
  const allowed = ACTIONS.filter((action) => cells[action] !== undefined);
  if (allowed.length === 0) return <p>{t('permissions.nothing')}</p>;
  return (
    <ul>
      {allowed.map((action) => (
        <li key={action}>{format.list([t(`action.${action}`), t(`reach.${cells[action] ?? 'none'}`)])}</li>
      ))}
    </ul>
  );
}
