import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  bindSealCertificate,
  endSealCertificate,
  getCertificateChallenge,
  listSealCertificates,
  type ChallengeView,
  type SealCertificate,
} from '../../../rules/certificates/certificates.operations.ts';
import {
  getOrganisation,
  type OrganisationView,
} from '../../../rules/organisations/organisations.operations.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import styles from './certificates.module.css';
import { SignChallenge } from './sign-challenge.tsx';
import { handedIn, shownAgain, signedForTest, type TestSigned } from './sign-form.ts';

const css = classesOf(styles);
const PATH = '/console/organisations';

interface Shown {
  organisation: OrganisationView;
  items: SealCertificate[];
  /** null: the caller binds none. */
  shown: ChallengeView | null;
}

export async function loader({ context, params }: LoaderFunctionArgs): Promise<Shown> {
  const id = params['id'] ?? '';
  const { organisation } = await load(context, getOrganisation, { id });
  const { items, mayBind } = await load(context, listSealCertificates, { id });
  const asked = { purpose: 'bind-seal', organisationId: id } as const;
  const shown = mayBind ? await load(context, getCertificateChallenge, asked) : null;
  return { organisation, items, shown };
}

interface Answer {
  problem?: ProblemView;
  signed?: TestSigned;
  challenge?: string;
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { port } = pageOf(context);
  const id = params['id'] ?? '';
  const form = await request.formData();
  const ended = textOf(form, 'end');
  const given = handedIn(form);
  const signed = await attempt(signedForTest(port, form, given.challenge));
  if (!signed.ok) return data<Answer>({ problem: signed.problem }, { status: signed.problem.status });
  if (signed.value) return data<Answer>({ signed: signed.value, challenge: given.challenge });
  const done = await attempt<unknown>(
    ended ? port.call(endSealCertificate, { id: ended }) : port.call(bindSealCertificate, { id, ...given }),
  );
  if (!done.ok) return data<Answer>({ problem: done.problem }, { status: done.problem.status });
  return redirect(`${PATH}/${id}?done=organisation-${ended ? 'end' : 'bind'}-seal`, 303);
}

/** What the organisation seals agreements with, what it sealed them with before, and the way to bind another. */
export default function SealPage() {
  const { organisation, items, shown } = useLoaderData<Shown>();
  const answer = useActionData<Answer>();
  const t = useT();
  const { id, name } = organisation;
  const title = t('certificate.seal.title');
  const bound = items.find(({ endedAt }) => endedAt === null);
  const before = items.filter(({ endedAt }) => endedAt !== null);
  const again = shown && answer?.challenge !== undefined ? shownAgain(answer.challenge, shown) : shown;
  return (
    <>
      <PageHead
        title={title}
        crumbs={[
          { name: t('console.place.organisations'), to: PATH },
          { name, to: `${PATH}/${id}` },
          { name: title },
        ]}
        meta={name}
      />
      <div className={css('page')}>
        <p className={css('lead')}>{t('certificate.seal.lead')}</p>
        {answer?.problem && <ProblemNote problem={answer.problem} />}
        {bound ? <Bound seal={bound} mayEnd={shown !== null} /> : <p>{t('certificate.seal.none')}</p>}
        {again && (
          <Part id="bind" title={t(bound ? 'certificate.seal.rebind' : 'certificate.seal.bind')}>
            <div className={css('bind')}>
              <p className={css('quiet')}>{t('certificate.seal.bind-lead')}</p>
              <SignChallenge shown={again} signed={answer?.signed} act={t('certificate.seal.bind-enter')} />
            </div>
          </Part>
        )}
        {before.length > 0 && (
          <Part id="before" title={t('certificate.seal.ended')}>
            {before.map((seal) => (
              <SealFacts key={seal.id} seal={seal} />
            ))}
          </Part>
        )}
      </div>
    </>
  );
}

function Bound({ seal, mayEnd }: { seal: SealCertificate; mayEnd: boolean }) {
  const t = useT();
  return (
    <section className={css('step')} aria-label={t('certificate.seal.title')}>
      <SealFacts seal={seal} />
      {mayEnd && (
        <form method="post" className={css('holders')}>
          <Button kind="secondary" name="end" value={seal.id}>
            {t('certificate.seal.end')}
          </Button>
          <span className={css('quiet')}>{t('certificate.seal.end-hint')}</span>
        </form>
      )}
    </section>
  );
}

function SealFacts({ seal }: { seal: SealCertificate }) {
  const t = useT();
  const format = useFormat();
  const { subject, issuer, serial, algorithm, fingerprint, notBefore, notAfter, endedAt } = seal;
  const term = { from: format.date(notBefore), to: format.date(notAfter) };
  const facts = [
    { term: t('certificate.seal.subject'), value: subject },
    { term: t('certificate.seal.issuer'), value: issuer },
    { term: t('certificate.seal.algorithm'), value: t('certificate.seal.algorithm-value', { algorithm }) },
    { term: t('certificate.seal.valid'), value: t('certificate.seal.valid-value', term) },
    { term: t('certificate.seal.serial'), value: <code className={css('long')}>{serial}</code> },
    { term: t('certificate.seal.fingerprint'), value: <code className={css('long')}>{fingerprint}</code> },
    {
      term: t('certificate.seal.bound'),
      value: t('certificate.seal.bound-value', { by: seal.boundBy, at: format.dateTime(seal.boundAt) }),
    },
    ...(endedAt ? [{ term: t('certificate.seal.end'), value: <Time at={endedAt} show="date-time" /> }] : []),
  ];
  return <DefinitionList facts={facts} />;
}
