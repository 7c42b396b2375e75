import {
  Link,
  redirect,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { reachOf } from '../../../rules/access/permissions.ts';
import {
  joinOrganisation,
  listInvitations,
  listOrganisations,
  type Invitation,
  type OrganisationSummary,
} from '../../../rules/organisations/organisations.operations.ts';
import type { MembershipView } from '../../../rules/sessions/sessions.schema.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { problemResponse } from '../../app/problem-view.ts';
import { usePage } from '../../app/page.tsx';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table, type Column } from '../../design/table.tsx';
import { actorOf } from '../acting.ts';
import styles from '../console.module.css';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { NameCell } from '../name-cell.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { DueCell } from '../work-orders/due-cell.tsx';
import { InvitedBox } from './invited-box.tsx';

const css = classesOf(styles);
const PATH = '/console/organisations';
const MOST = 50;

interface OrganisationsData {
  registrations: OrganisationSummary[];
  invitations: Invitation[];
  mayRegister: boolean;
}

export async function loader({ context }: LoaderFunctionArgs): Promise<OrganisationsData> {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'organisation.join') === null)
    throw problemResponse('not-permitted', { provision: 'xz-25-3' });
  const [{ items }, invited] = await Promise.all([
    load(context, listOrganisations, { limit: MOST }),
    load(context, listInvitations, {}),
  ]);
  return {
    registrations: items.filter(({ state }) => state !== 'accepted' && state !== 'withdrawn'),
    invitations: invited.items,
    mayRegister: reachOf(actorOf(viewer), 'organisation.write') !== null,
  };
}

export async function action({ context, request }: ActionFunctionArgs): Promise<Response> {
  const id = textOf(await request.formData(), 'invitation');
  await load(context, joinOrganisation, { id });
  return redirect(`${PATH}?done=organisation-join`, 303);
}

/** The organisations in which the viewer can act, invitations to them, and registrations under way. */
export default function Organisations() {
  const { registrations, invitations, mayRegister } = useLoaderData<OrganisationsData>();
  const [search] = useSearchParams();
  const t = useT();
  const { viewer } = usePage();
  const mine = (viewer?.memberships ?? []).filter(({ organisationId }) => organisationId !== null);
  const membershipColumns = useMembershipColumns(viewer?.acting?.id ?? null);
  const registrationColumns = useRegistrationColumns();
  const none = mine.length + registrations.length + invitations.length === 0;
  return (
    <>
      <PageHead
        title={t('console.place.organisations')}
        meta={t('organisation.lead')}
        aside={
          mayRegister && (
            <LinkButton {...(none && { kind: 'primary' as const })} to={`${PATH}/new`}>
              {t('organisation.new')}
            </LinkButton>
          )
        }
      />
      <DoneNote done={search.get('done')} />
      {invitations.map((invitation) => (
        <InvitedBox key={invitation.id} invitation={invitation} name="invitation" value={invitation.id} />
      ))}
      {none && <EmptyState title={t('organisation.none')}>{t('organisation.none-text')}</EmptyState>}
      {mine.length > 0 && (
        <Part title={t('organisation.mine')}>
          <Table
            caption={t('organisation.mine')}
            captionUnseen
            columns={membershipColumns}
            rows={mine}
            rowKey={({ id }) => id}
            empty={null}
          />
        </Part>
      )}
      {registrations.length > 0 && (
        <Part title={t('organisation.registrations')}>
          <Table
            caption={t('organisation.registrations')}
            captionUnseen
            columns={registrationColumns}
            rows={registrations}
            rowKey={({ id }) => id}
            empty={null}
          />
        </Part>
      )}
    </>
  );
}

function useMembershipColumns(acting: string | null): Column<MembershipView>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('organisation.part.name'),
      cell: ({ id, organisationId, organisationName }) =>
        id === acting ? (
          <Link to={`${PATH}/${organisationId ?? ''}`}>{organisationName}</Link>
        ) : (
          organisationName
        ),
    },
    {
      key: 'role',
      head: t('organisation.role'),
      cell: ({ organisationRole }) => organisationRole && t(`organisationRole.${organisationRole}`),
    },
    {
      key: 'may',
      head: t('assurance.function'),
      minor: true,
      cell: ({ organisationRole }) => organisationRole && t(`organisationRole.${organisationRole}.may`),
    },
    {
      key: 'act',
      head: null,
      numeric: true,
      cell: (membership) =>
        membership.id === acting ? t('organisation.acting') : <ActFor membership={membership} />,
    },
  ];
}

function ActFor({ membership: { id, organisationId, organisationName } }: { membership: MembershipView }) {
  const t = useT();
  return (
    <form method="post" action="/console/acting">
      <input type="hidden" name="back" value={`${PATH}/${organisationId ?? ''}`} />
      <Button small name="membership" value={id}>
        {t('organisation.switch')}
        <span className={css('unseen')}>{organisationName}</span>
      </Button>
    </form>
  );
}

function useRegistrationColumns(): Column<OrganisationSummary>[] {
  const t = useT();
  return [
    {
      key: 'name',
      head: t('organisation.part.name'),
      cell: ({ id, name, creditCode }) => (
        <NameCell to={`${PATH}/${id}`} name={name || t('organisation.state.draft')} code={creditCode} />
      ),
    },
    { key: 'state', head: t('organisation.state'), cell: ({ state }) => t(`organisation.state.${state}`) },
    {
      key: 'clock',
      head: t('organisation.clock'),
      cell: ({ clock }) => (clock ? <DueCell clock={clock} /> : '–'),
    },
  ];
}
