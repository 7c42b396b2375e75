import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import type { OutputOf } from '../../../rules/api/operation.ts';
import {
  getOrganisation,
  type OrganisationInput,
  type OrganisationView,
} from '../../../rules/organisations/organisations.operations.ts';
import { isSmallFirm } from '../../../rules/organisations/registration.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { History } from '../datasets/history.tsx';
import { SealLink } from '../certificates/seal-link.tsx';
import { DoneNote } from '../done-note.tsx';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { actOn } from './act-on.ts';
import { LikeOrganisations } from './like-organisations.tsx';
import { LicencePart } from './licence-part.tsx';
import { InvitationLink, MembersPart } from './members-part.tsx';
import { OrganisationFields } from './organisation-fields.tsx';
import { organisationFrom } from './organisation-form.ts';
import { OrganisationTurn } from './organisation-turn.tsx';
import styles from './organisations.module.css';

const css = classesOf(styles);
type Shown = OutputOf<typeof getOrganisation>;
const PATH = '/console/organisations';

export const loader = ({ context, params }: LoaderFunctionArgs): Promise<Shown> =>
  load(context, getOrganisation, { id: params['id'] ?? '' });

interface Answer {
  problem?: ProblemView;
  written?: OrganisationInput;
  /** Of an invitation by link, shown once. */
  secret?: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const id = params['id'] ?? '';
  const form = await request.formData();
  const done = await attempt(actOn(pageOf(context).port, id, form));
  if (!done.ok) {
    const written = form.has('creditCode') ? { written: organisationFrom(form) } : {};
    return data<Answer>({ problem: done.problem, ...written }, { status: done.problem.status });
  }
  const { said, to = `${PATH}/${id}`, secret } = done.value;
  if (secret !== undefined) return data<Answer>({ secret });
  return redirect(`${to}?done=organisation-${said}`, 303);
}

/** One organisation: whose turn it is, its registration and licence, its members. */
export default function Organisation() {
  const { organisation, members, invitations, like, history } = useLoaderData<Shown>();
  const answer = useActionData<Answer>();
  const [search] = useSearchParams();
  const t = useT();
  const { name, creditCode, can, state, reasons } = organisation;
  const facts = useFacts(organisation);
  const decides = can['accept'] === true;
  const place = decides ? 'organisation-reviews' : 'organisations';
  const title = name || t('organisation.new');
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ name: t(`console.place.${place}`), to: `/console/${place}` }, { name: title }]}
        meta={creditCode}
      />
      {!answer && <DoneNote done={search.get('done')} />}
      {answer?.problem && <ProblemNote problem={answer.problem} />}
      {answer?.secret && <InvitationLink secret={answer.secret} />}
      {state !== 'accepted' && <OrganisationTurn organisation={organisation} />}
      {state === 'accepted' && (
        <MembersPart members={members} invitations={invitations} manages={can['manage'] === true} />
      )}
      {state === 'accepted' && <SealLink id={organisation.id} />}
      <div className={css('beside')}>
        {can['save'] === true ? (
          <Part id="registration" title={t('organisation.edit')}>
            <OrganisationFields
              written={answer?.written ?? organisation}
              asked={
                state === 'returned' ? Object.fromEntries(reasons.map(({ part, text }) => [part, text])) : {}
              }
              revision={organisation.revision}
              act={t('organisation.save')}
              primary={false}
            />
          </Part>
        ) : (
          <Part id="registration" title={t('organisation.registration')}>
            <DefinitionList facts={facts} />
          </Part>
        )}
        {organisation.way === 'documents' && <LicencePart organisation={organisation} />}
      </div>
      {decides && <LikeOrganisations like={like} />}
      <History items={history} />
    </>
  );
}

function useFacts({ creditCode, name, kind, contact, state, way, registrant, createdAt }: OrganisationView) {
  const t = useT();
  const format = useFormat();
  const words = kind === null ? '–' : t(`organisationKind.${kind}`);
  const kindWords = isSmallFirm(kind) ? format.beside(words, t('organisation.small-firm')) : words;
  return [
    { term: t('organisation.part.creditCode'), value: <code>{creditCode || '–'}</code> },
    { term: t('organisation.part.name'), value: name || '–' },
    { term: t('organisation.part.kind'), value: kindWords },
    { term: t('organisation.part.contact'), value: contact || '–' },
    { term: t('organisation.state'), value: t(`organisation.state.${state}`) },
    { term: t('organisation.way'), value: t(`organisation.way.${way}`) },
    ...(registrant === null ? [] : [{ term: t('organisation.registrant'), value: registrant }]),
    { term: t('organisation.since'), value: <Time at={createdAt} /> },
  ];
}
