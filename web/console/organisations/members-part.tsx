import { ORGANISATION_ROLES } from '../../../rules/organisations/organisation-role.ts';
import type {
  Invitation,
  OrganisationMember,
} from '../../../rules/organisations/organisations.operations.ts';
import { usePage } from '../../app/page.tsx';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Time } from '../../design/facts.tsx';
import { Select, TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { Panel } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import own from './organisations.module.css';

const css = classesOf({ ...styles, ...own });

interface MembersProps {
  members: readonly OrganisationMember[];
  invitations: readonly Invitation[];
  manages: boolean;
}

/** Who acts for the organisation; for its administrators the ways to invite, change and remove. */
export function MembersPart({ members, invitations, manages }: MembersProps) {
  const t = useT();
  const memberColumns = useMemberColumns();
  const invitationColumns = useInvitationColumns();
  return (
    <>
      <Part id="members" title={t('organisation.members')} count={String(members.length)}>
        <Table
          caption={t('organisation.members')}
          captionUnseen
          columns={memberColumns}
          rows={members}
          rowKey={({ id }) => id}
          empty={null}
        />
      </Part>
      {manages && (
        <Part id="invite" title={t('organisation.invite')}>
          <InviteForm />
        </Part>
      )}
      {invitations.length > 0 && (
        <Part title={t('organisation.invitations')}>
          <Table
            caption={t('organisation.invitations')}
            captionUnseen
            columns={invitationColumns}
            rows={invitations}
            rowKey={({ id }) => id}
            empty={null}
          />
        </Part>
      )}
    </>
  );
}

function useMemberColumns(): Column<OrganisationMember>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      key: 'name',
      head: t('organisation.member'),
      cell: ({ name, userName }) => (userName === null ? name : format.beside(name, userName)),
    },
    {
      key: 'role',
      head: t('organisation.role'),
      cell: (member) =>
        member.can['change'] === true ? (
          <ChangeRole member={member} />
        ) : (
          t(`organisationRole.${member.organisationRole}`)
        ),
    },
    { key: 'since', head: t('organisation.joined'), minor: true, cell: ({ since }) => <Time at={since} /> },
    { key: 'acts', head: null, numeric: true, cell: (member) => <End member={member} /> },
  ];
}

function useRoleOptions() {
  const t = useT();
  return ORGANISATION_ROLES.map((value) => ({ value, label: t(`organisationRole.${value}`) }));
}

function ChangeRole({ member: { id, name, organisationRole } }: { member: OrganisationMember }) {
  const t = useT();
  const options = useRoleOptions();
  return (
    <form method="post" className={css('row-form')}>
      <input type="hidden" name="membership" value={id} />
      <select
        className={css('row-select')}
        name="organisationRole"
        defaultValue={organisationRole}
        aria-label={`${t('organisation.role')} ${name}`}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Button small name="act" value="change">
        {t('organisation.change-role')}
        <span className={css('unseen')}>{name}</span>
      </Button>
    </form>
  );
}

function End({ member: { id, name, can } }: { member: OrganisationMember }) {
  const t = useT();
  const act = can['leave'] === true ? 'leave' : can['remove'] === true ? 'remove' : null;
  if (act === null) return null;
  return (
    <form method="post">
      <input type="hidden" name="membership" value={id} />
      <Button small kind="danger" name="act" value={act}>
        {t(`organisation.${act}`)}
        <span className={css('unseen')}>{name}</span>
      </Button>
    </form>
  );
}

function InviteForm() {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <TextField
        label={t('organisation.invite-name')}
        hint={t('organisation.invite-name-hint')}
        name="userName"
        maxLength={100}
        autoComplete="off"
      />
      <Select
        label={t('organisation.invite-role')}
        name="organisationRole"
        defaultValue="applicant"
        options={ORGANISATION_ROLES.map((value) => ({
          value,
          label: `${t(`organisationRole.${value}`)}：${t(`organisationRole.${value}.may`)}`,
        }))}
      />
      <p>
        <Button name="act" value="invite">
          {t('organisation.invite-do')}
        </Button>
      </p>
    </form>
  );
}

function useInvitationColumns(): Column<Invitation>[] {
  const t = useT();
  return [
    {
      key: 'to',
      head: t('organisation.invitation-to'),
      cell: ({ userName }) => userName ?? t('organisation.invited-by-link'),
    },
    {
      key: 'role',
      head: t('organisation.invite-role'),
      cell: ({ organisationRole }) => t(`organisationRole.${organisationRole}`),
    },
    { key: 'expires', head: t('organisation.expires'), cell: ({ expiresAt }) => <Time at={expiresAt} /> },
    {
      key: 'acts',
      head: null,
      numeric: true,
      cell: ({ id, userName }) => (
        <form method="post">
          <input type="hidden" name="invitation" value={id} />
          <Button small name="act" value="withdraw-invitation">
            {t('organisation.withdraw-invitation')}
            <span className={css('unseen')}>{userName ?? t('organisation.invited-by-link')}</span>
          </Button>
        </form>
      ),
    },
  ];
}

/** The address of an invitation by link: nobody can read it again. */
export function InvitationLink({ secret }: { secret: string }) {
  const t = useT();
  const { origin } = usePage();
  return (
    <div className={css('notes')} role="status">
      <Panel title={t('organisation.link-title')} lead={t('organisation.link-text')}>
        <code className={css('secret')}>{`${origin}/console/organisations/join?secret=${secret}`}</code>
      </Panel>
    </div>
  );
}
