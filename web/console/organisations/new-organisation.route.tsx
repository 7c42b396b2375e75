import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { lackingIn } from '../../../rules/accounts/assurance.ts';
import { reachOf } from '../../../rules/access/permissions.ts';
import { getAccount } from '../../../rules/accounts/accounts.operations.ts';
import {
  registerOrganisation,
  type OrganisationInput,
} from '../../../rules/organisations/organisations.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { usePage } from '../../app/page.tsx';
import { attempt, problemResponse, type ProblemView } from '../../app/problem-view.ts';
import { profileOf } from '../../app/profile.ts';
import { useT } from '../../design/language.tsx';
import { LevelNote } from '../account/level-note.tsx';
import { actorOf } from '../acting.ts';
import { PageHead } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { levelOf } from '../account/levels.ts';
import { OrganisationFields } from './organisation-fields.tsx';
import { organisationFrom } from './organisation-form.ts';

const PATH = '/console/organisations';
const EMPTY: OrganisationInput = { creditCode: '', name: '', kind: null, contact: '' };

export async function loader({ context }: LoaderFunctionArgs): Promise<{ level: number }> {
  const { viewer } = pageOf(context).port;
  if (!viewer || reachOf(actorOf(viewer), 'organisation.write') === null)
    throw problemResponse('not-permitted', { provision: 'guide2020-2' });
  const { assuranceLevel } = await load(context, getAccount, { id: viewer.accountId });
  return { level: assuranceLevel };
}

interface Refused {
  problem: ProblemView;
  written: OrganisationInput;
}

export async function action({ context, request }: ActionFunctionArgs) {
  const written = organisationFrom(await request.formData());
  const made = await attempt(pageOf(context).port.call(registerOrganisation, written));
  if (made.ok) return redirect(`${PATH}/${made.value.id}?done=organisation-create`, 303);
  const refused: Refused = { problem: made.problem, written };
  return data(refused, { status: made.problem.status });
}

/** The first step: what the organisation is. The licence follows on its page. */
export default function NewOrganisation() {
  const { level } = useLoaderData<typeof loader>();
  const refused = useActionData<Refused>();
  const t = useT();
  const { assurance } = profileOf(usePage());
  const lacking = lackingIn(assurance, 'register-organisation', levelOf(level));
  return (
    <>
      <PageHead
        title={t('organisation.new')}
        crumbs={[{ name: t('console.place.organisations'), to: PATH }, { name: t('organisation.new') }]}
        meta={t('organisation.new-lead')}
      />
      {refused && <ProblemNote problem={refused.problem} />}
      {lacking === null ? (
        <OrganisationFields written={refused?.written ?? EMPTY} act={t('organisation.save-draft')} primary />
      ) : (
        <LevelNote name="register-organisation" needs={lacking} held={levelOf(level)} />
      )}
    </>
  );
}
