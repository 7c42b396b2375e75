import {
  data,
  Link,
  redirect,
  useActionData,
  useLoaderData,
  useSearchParams,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import {
  givePersonalConsent,
  listPersonalConsents,
  listPersonalDatasets,
  revokePersonalConsent,
  type ConsentRequest,
  type PersonalConsentView,
  type PersonalDataset,
} from '../../../rules/personal-consents/personal-consents.operations.ts';
import type { OutputOf } from '../../../rules/api/operation.ts';
import { load } from '../../app/load.ts';
import { pageOf } from '../../app/page-context.ts';
import { attempt, type ProblemView } from '../../app/problem-view.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink, Time } from '../../design/facts.tsx';
import { TextField } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { Panel } from '../../design/workflow.tsx';
import { DoneNote } from '../done-note.tsx';
import { textOf } from '../form-data.ts';
import { PageHead, Part } from '../page-head.tsx';
import { ProblemNote } from '../problem-note.tsx';
import console from '../console.module.css';
import { Uses } from './uses.tsx';

const css = classesOf(console);
const PATH = '/console/personal-consents';

type Consents = OutputOf<typeof listPersonalConsents> & { datasets: PersonalDataset[] };

export async function loader({ context }: LoaderFunctionArgs): Promise<Consents> {
  const [consents, { items: datasets }] = await Promise.all([
    load(context, listPersonalConsents, {}),
    load(context, listPersonalDatasets, {}),
  ]);
  return { ...consents, datasets };
}

export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const { port } = pageOf(context);
  const revoked = textOf(form, 'revoke');
  const act = revoked === '' ? 'give' : 'revoke';
  const done = await attempt<unknown>(
    act === 'revoke'
      ? port.call(revokePersonalConsent, { id: revoked })
      : port.call(givePersonalConsent, {
          datasetId: textOf(form, 'dataset'),
          organisationId: textOf(form, 'organisation'),
          until: textOf(form, 'until'),
        }),
  );
  if (done.ok) return redirect(`${PATH}?done=personal-consent-${act}`, 303);
  return data({ problem: done.problem }, { status: done.problem.status });
}

/** Who asks for my consent, what I consented to, and what was used under it. */
export default function PersonalConsents() {
  const { identified, asked, items, datasets } = useLoaderData<Consents>();
  const refused = useActionData<{ problem: ProblemView }>();
  const [search] = useSearchParams();
  const t = useT();
  return (
    <>
      <PageHead title={t('console.place.personal-consents')} meta={t('personalConsent.lead')} />
      {!refused && <DoneNote done={search.get('done')} />}
      {refused && <ProblemNote problem={refused.problem} />}
      {!identified && (
        <div className={css('notes')}>
          <Note title={t('personalConsent.unidentified')}>{t('personalConsent.unidentified-text')}</Note>
        </div>
      )}
      <Part title={t('personalConsent.asked')} aside={<ProvisionLink id="plan2023-3.4" />}>
        {asked.length === 0 && <p>{t('personalConsent.asked-none')}</p>}
        {asked.map((each) => (
          <Asked key={`${each.dataset.id} ${each.organisation.id}`} asked={each} />
        ))}
      </Part>
      <Part title={t('personalConsent.mine')} aside={t('personalConsent.uses-note')}>
        {items.length === 0 && <p>{t('personalConsent.mine-none')}</p>}
        {items.map((consent) => (
          <Mine key={consent.id} consent={consent} />
        ))}
      </Part>
      <Part title={t('personalConsent.datasets')} aside={<ProvisionLink id="plan2023-3.5" />}>
        {datasets.length === 0 && <p>{t('personalConsent.datasets-none')}</p>}
        <ul>
          {datasets.map(({ dataset }) => (
            <li key={dataset.id}>
              <Link to={`/console/own-records/${dataset.id}`}>{dataset.name}</Link>
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function Asked({ asked }: { asked: ConsentRequest }) {
  const t = useT();
  const format = useFormat();
  const { dataset, organisation, purpose, scenario, fields, until } = asked;
  const title = t('personalConsent.of', { firm: organisation.name, dataset: dataset.name });
  return (
    <Panel title={title}>
      <DefinitionList
        facts={[
          { term: t('personalConsent.purpose'), value: purpose || scenario || '–' },
          { term: t('personalConsent.fields'), value: format.list(fields) },
          { term: t('personalConsent.granted-until'), value: until },
        ]}
      />
      <form method="post" className={css('form')}>
        <input type="hidden" name="dataset" value={dataset.id} />
        <input type="hidden" name="organisation" value={organisation.id} />
        <TextField
          label={t('personalConsent.until')}
          type="date"
          name="until"
          max={until}
          defaultValue={until}
          required
        />
        <p>
          <Button kind="primary">{t('personalConsent.give')}</Button>
        </p>
      </form>
    </Panel>
  );
}

function Mine({ consent }: { consent: PersonalConsentView }) {
  const t = useT();
  const { id, dataset, organisation, state, until, givenAt, revokedAt, uses, can } = consent;
  return (
    <Panel title={t('personalConsent.of', { firm: organisation.name, dataset: dataset.name })}>
      <DefinitionList
        facts={[
          { term: t('personalConsent.state'), value: t(`personalConsent.state.${state}`) },
          { term: t('personalConsent.given-at'), value: <Time at={givenAt} show="date-time" /> },
          { term: t('personalConsent.until'), value: until },
          ...(revokedAt === null
            ? []
            : [{ term: t('personalConsent.revoked-at'), value: <Time at={revokedAt} show="date-time" /> }]),
        ]}
      />
      <Uses uses={uses} />
      {can['revoke'] === true && (
        <form method="post">
          <Button kind="danger" name="revoke" value={id}>
            {t('personalConsent.revoke')}
          </Button>
        </form>
      )}
    </Panel>
  );
}
