import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  getGuidelineInForce,
  listGuidelines,
  type GuidelineSummary,
  type GuidelineView,
} from '../../../rules/gradings/guidelines.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { GuidelineCombinations, GuidelineLevels } from '../../design/guideline.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Section } from '../section.tsx';
import styles from './guideline.module.css';

const css = classesOf(styles);

interface PublicGuideline {
  view: GuidelineView;
  versions: GuidelineSummary[];
}

/** Without a number the version in force; drafts are never shown here, whoever looks. */
export async function loader({ context }: LoaderFunctionArgs): Promise<PublicGuideline> {
  const [view, { items }] = await Promise.all([
    load(context, getGuidelineInForce, {}),
    load(context, listGuidelines, {}),
  ]);
  return { view, versions: items.filter(({ state }) => state === 'in-force' || state === 'superseded') };
}

export default function Guideline() {
  const { view, versions } = useLoaderData<PublicGuideline>();
  const t = useT();
  const language = useLanguage();
  const { guideline } = view;
  return (
    <>
      <PageTitle title={t('guideline.public')} />
      <h1>{t('guideline.public')}</h1>
      <p className={css('lead')}>
        {t('guideline.public-lead')} {t('guideline.public-current', { version: view.version })}
      </p>
      <Section title={t('guideline.method')}>
        <p className={css('prose')}>{guideline.method[language]}</p>
        <p className={css('prose')}>{guideline.source[language]}</p>
        <ProvisionLink id="xz-13" />
      </Section>
      {guideline.dimensions.map(({ code, question, basis, levels }) => (
        <Section key={code} id={code} title={question[language]} aside={<ProvisionLink id={basis} />}>
          <GuidelineLevels levels={levels} />
        </Section>
      ))}
      <Combinations view={view} />
      <Versions versions={versions} />
    </>
  );
}

function Combinations({ view: { guideline } }: { view: GuidelineView }) {
  const t = useT();
  if (guideline.combinations.length === 0) return null;
  return (
    <Section title={t('console.guideline.combinations')}>
      <GuidelineCombinations combinations={guideline.combinations} />
    </Section>
  );
}

function Versions({ versions }: { versions: readonly GuidelineSummary[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <Section title={t('guideline.public-versions')}>
      <ul>
        {versions.map(({ id, version, state, inForceAt }) => (
          <li key={id}>
            {format.list([
              version,
              t(`guideline.state.${state}`),
              inForceAt === null ? t('console.guidelines.from-start') : format.date(inForceAt),
            ])}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/about">{t('about.title')}</Link>
      </p>
    </Section>
  );
}
