import { Link } from 'react-router';
import { usePage } from '../../app/page.tsx';
import { profileOf } from '../../app/profile.ts';
import { DefinitionList, ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { useEnumeration } from '../enumeration.ts';
import { Part } from '../page-head.tsx';

/** The city's policy profile: who is who, which clocks run, which guideline grades. */
export function ProfilePart() {
  const t = useT();
  const format = useFormat();
  const language = useLanguage();
  const enumerate = useEnumeration();
  const { name, city, platform, authorities, clocks, domains, districts, licence } = profileOf(usePage());
  const { limit, target, basis } = clocks.listChange;
  const facts = [
    { term: t('console.settings.profile-name'), value: name },
    { term: t('console.settings.city'), value: format.list([city[language], platform[language]]) },
    { term: t('console.settings.operator'), value: authorities.operator[language] },
    { term: t('console.settings.authority'), value: authorities.authority[language] },
    { term: t('console.settings.cyberspace'), value: authorities.cyberspaceOffice[language] },
    { term: t('console.settings.supervision'), value: authorities.supervisionOffice[language] },
    {
      term: t('console.settings.list-change'),
      value: (
        <>
          {t('console.settings.clock', { limit, target, targeted: target === null ? 'no' : 'yes' })}{' '}
          {basis === null ? t('console.settings.own-clock') : <ProvisionLink id={basis} />}
        </>
      ),
    },
    {
      term: t('console.grade.title'),
      value: <Link to="/guideline">{t('guideline.public')}</Link>,
    },
    { term: t('console.settings.domains'), value: enumerate(domains.map((each) => each.name[language])) },
    { term: t('console.settings.districts'), value: enumerate(districts) },
    { term: t('console.settings.licence'), value: licence.name[language] },
  ];
  return (
    <Part title={t('console.settings.profile')} aside={t('console.settings.profile-note')}>
      <DefinitionList facts={facts} />
    </Part>
  );
}
