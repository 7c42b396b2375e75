import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  joinOrganisation,
  listInvitations,
  type Invitation,
} from '../../../rules/organisations/organisations.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { textOf } from '../form-data.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { InvitedBox } from './invited-box.tsx';

const PATH = '/console/organisations';

interface JoinData {
  secret: string;
  invitation: Invitation | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<JoinData> {
  const secret = (new URL(request.url).searchParams.get('secret') ?? '').slice(0, 100);
  const { items } = await load(context, listInvitations, { secret });
  return { secret, invitation: items.find(({ userName }) => userName === null) ?? null };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const secret = textOf(await request.formData(), 'secret').slice(0, 100);
  const joined = await attempt(pageOf(context).port.call(joinOrganisation, { secret }));
  if (joined.ok) return redirect(`${PATH}?done=organisation-join`, 303);
  return data({ problem: joined.problem }, { status: joined.problem.status });
}

/** Where the link of an invitation leads. */
export default function Join() {
  const { secret, invitation } = useLoaderData<JoinData>();
  const refused = useActionData<{ problem: ProblemView }>();
  const t = useT();
  return (
    <>
      <PageHead
        title={t('organisation.join-title')}
        crumbs={[
          { name: t('console.place.organisations'), to: PATH },
          { name: t('organisation.join-title') },
        ]}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      {invitation ? (
        <InvitedBox invitation={invitation} name="secret" value={secret} />
      ) : (
        <EmptyState title={t('organisation.join-none')}>{t('organisation.join-none-text')}</EmptyState>
      )}
    </>
  );
}
