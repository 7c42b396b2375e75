import type { AccountView } from '../../../rules/accounts/accounts.operations.ts';
import { OFFICE_ROLES } from '../../../rules/accounts/membership.ts';
import type { PublicBodyView } from '../../../rules/bodies/bodies.operations.ts';
import type { MembershipView } from '../../../rules/sessions/sessions.schema.ts';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Checkbox, Select } from '../../design/field.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';
import styles from '../console.module.css';
import { Part } from '../page-head.tsx';
import { useRoleName } from '../role-name.ts';

const css = classesOf(styles);

/** The roles that someone holds, each to be taken back by who may. */
export function Memberships({ account: { memberships, can } }: { account: AccountView }) {
  const t = useT();
  const roleName = useRoleName();
  const columns: Column<MembershipView>[] = [
    { key: 'role', head: t('console.members.role'), cell: (membership) => roleName(membership) },
    {
      key: 'acts',
      head: null,
      numeric: true,
      cell: (membership) =>
        can['revoke'] === true && (
          <form method="post">
            <input type="hidden" name="membershipId" value={membership.id} />
            <Button small kind="danger" name="intent" value="revoke">
              {t('console.members.revoke')}
              <span className={css('unseen')}>{roleName(membership)}</span>
            </Button>
          </form>
        ),
    },
  ];
  return (
    <Part title={t('console.members.roles')}>
      <Table
        caption={t('console.members.roles')}
        captionUnseen
        columns={columns}
        rows={memberships}
        rowKey={({ id }) => id}
        empty={<p className={css('quiet')}>{t('console.members.no-roles')}</p>}
      />
    </Part>
  );
}

/** Gives a role; editors and reviewers need a body, the district authority a district. */
export function GrantForm({ bodies }: { bodies: readonly PublicBodyView[] }) {
  const t = useT();
  const { districts } = profileOf(usePage());
  return (
    <Part title={t('console.members.grant')}>
      <form method="post" className={css('stack')}>
        <div className={css('triple')}>
          <Select
            label={t('console.members.role')}
            name="role"
            options={OFFICE_ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
          />
          <Select
            label={t('console.members.body')}
            hint={t('console.members.body-hint')}
            name="bodyId"
            none={t('console.members.no-body')}
            options={bodies.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            label={t('console.members.district')}
            hint={t('console.members.district-hint')}
            name="district"
            none={t('console.members.no-district')}
            options={districts.map((name) => ({ value: name, label: name }))}
          />
        </div>
        <p>
          <Button kind="primary" name="intent" value="grant">
            {t('console.members.grant')}
          </Button>
        </p>
        <p className={css('quiet')}>{t('console.members.separated')}</p>
        <ProvisionLink id="xz-25-7" />
      </form>
    </Part>
  );
}

/** Unlocking, a new password, closing: each only for who may. */
export function AccountActs({ account: { can, secondFactor } }: { account: AccountView }) {
  const t = useT();
  if (can['unlock'] !== true && can['resetPassword'] !== true && can['close'] !== true) return null;
  return (
    <Part title={t('console.members.account')}>
      <div className={css('stack')}>
        {can['unlock'] === true && (
          <form method="post">
            <Button name="intent" value="unlock">
              {t('console.members.unlock')}
            </Button>
          </form>
        )}
        {can['resetPassword'] === true && (
          <form method="post" className={css('form')}>
            <p className={css('quiet')}>{t('console.members.reset-text')}</p>
            {secondFactor && <Checkbox name="secondFactor" label={t('console.members.reset-factor')} />}
            <p>
              <Button name="intent" value="reset-password">
                {t('console.members.reset')}
              </Button>
            </p>
          </form>
        )}
        {can['close'] === true && (
          <form method="post" className={css('form')}>
            <p className={css('quiet')}>{t('console.members.close-text')}</p>
            <p>
              <Button kind="danger" name="intent" value="close">
                {t('console.members.close')}
              </Button>
            </p>
          </form>
        )}
      </div>
    </Part>
  );
}
