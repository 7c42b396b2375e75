import { Link } from 'react-router';
import type { ClockLimits } from '../../../rules/profile/profile.schema.ts';
import { PROVISIONS, type Provision } from '../../../rules/provisions/provisions.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Section } from '../section.tsx';
import styles from './about.module.css';

const css = classesOf(styles);
// The table is written out by its ids, so its keys are exactly these.
const IDS = Object.keys(PROVISIONS) as Provision[];

export default function About() {
  const t = useT();
  const { city } = usePage();
  return (
    <>
      <PageTitle title={t('about.title')} />
      <h1>{t('about.title')}</h1>
      <p className={css('lead')}>{t('about.lead', { platform: city.platformName })}</p>
      <div className={css('pair')}>
        <People />
        <Clocks />
      </div>
      <Licence />
      <Provisions />
      <Section title={t('about.figures')} aside={<Link to="/statistics">{t('statistics.title')}</Link>}>
        <p>{t('about.figures-text')}</p>
      </Section>
      <Section title={t('about.access')}>
        <p>{t('about.access-text')}</p>
      </Section>
      <Section title={t('about.more')}>
        <ul className={css('links')}>
          <li>
            <Link to="/guideline">{t('guideline.public')}</Link>
          </li>
          <li>
            <Link to="/permissions">{t('permissions.title')}</Link>
          </li>
          <li>
            <Link to="/problems">{t('problems.title')}</Link>
          </li>
          <li>
            <Link to="/design">{t('design.page.title')}</Link>
          </li>
        </ul>
      </Section>
    </>
  );
}

function People() {
  const t = useT();
  const language = useLanguage();
  const { authorities } = profileOf(usePage());
  return (
    <Section title={t('about.people')}>
      <DefinitionList
        facts={[
          { term: t('about.operator'), value: authorities.operator[language] },
          { term: t('about.authority'), value: authorities.authority[language] },
          { term: t('about.cyberspace'), value: authorities.cyberspaceOffice[language] },
          { term: t('about.supervision'), value: authorities.supervisionOffice[language] },
        ]}
      />
    </Section>
  );
}

function Clocks() {
  const t = useT();
  const { clocks } = profileOf(usePage());
  return (
    <Section title={t('about.clocks')}>
      <DefinitionList
        facts={[
          { term: t('about.clock.list-change'), value: <Limits clock={clocks.listChange} /> },
          { term: t('about.clock.mismatch'), value: <Limits clock={clocks.mismatch} /> },
          { term: t('about.clock.list-review'), value: <Limits clock={clocks.listReview} /> },
          { term: t('about.clock.system-acceptance'), value: <Limits clock={clocks.systemAcceptance} /> },
          { term: t('about.clock.application-intake'), value: <Limits clock={clocks.applicationIntake} /> },
          { term: t('about.clock.application-review'), value: <Limits clock={clocks.applicationReview} /> },
          { term: t('about.clock.first-answer'), value: <Limits clock={clocks.firstAnswer} /> },
          { term: t('about.clock.reconsideration'), value: <Limits clock={clocks.reconsideration} /> },
          { term: t('about.clock.expert-opinion'), value: <Limits clock={clocks.expertOpinion} /> },
          { term: t('about.clock.organisation-review'), value: <Limits clock={clocks.organisationReview} /> },
          { term: t('about.clock.misconduct'), value: <Limits clock={clocks.misconduct} /> },
          { term: t('about.clock.use-report'), value: <Limits clock={clocks.useReport} /> },
          { term: t('about.clock.spot-check'), value: <Limits clock={clocks.spotCheck} /> },
          { term: t('about.clock.use-report-answer'), value: <Limits clock={clocks.useReportAnswer} /> },
          { term: t('about.clock.misconduct-appeal'), value: <Limits clock={clocks.misconductAppeal} /> },
          { term: t('about.clock.emergency-review'), value: <Limits clock={clocks.emergencyReview} /> },
          { term: t('about.clock.data-destruction'), value: <Limits clock={clocks.dataDestruction} /> },
        ]}
      />
    </Section>
  );
}

function Limits({ clock: { limit, target, basis } }: { clock: ClockLimits }) {
  const t = useT();
  return (
    <>
      {target === null ? t('about.clock.value-plain', { limit }) : t('about.clock.value', { limit, target })}{' '}
      {basis !== null && <ProvisionLink id={basis} />}
    </>
  );
}

function Licence() {
  const t = useT();
  const language = useLanguage();
  const { licence } = profileOf(usePage());
  return (
    <Section id="licence" title={t('about.licence')}>
      <p>{licence.name[language]}</p>
      <p>{t('about.licence-text')}</p>
      <p>
        <code>{licence.attribution[language].replace('{publisher}', '…')}</code>
      </p>
    </Section>
  );
}

function Provisions() {
  const t = useT();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  return (
    <Section id="provisions" title={t('about.provisions')} aside={t('about.provisions-note')}>
      <dl className={css('provisions')}>
        {IDS.map((id) => (
          <div key={id} id={id} className={css('provision')}>
            <dt>{PROVISIONS[id][language]}</dt>
            <dd>{PROVISIONS[id].gist[language]}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
