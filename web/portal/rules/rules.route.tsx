import { Link, useLoaderData, type LoaderFunctionArgs } from 'react-router';
import {
  listPlatformRules,
  type PlatformRules,
} from '../../../rules/platform-rules/platform-rules.operations.ts';
import { load } from '../../app/load.ts';
import { PageTitle } from '../../app/page-title.tsx';
import { problemResponse } from '../../app/problem-view.ts';
import { ProvisionLink, Time } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Section } from '../section.tsx';
import { RulesChanges, RulesText } from './rules-text.tsx';

interface RulesData {
  versions: Pick<PlatformRules, 'version' | 'publishedAt'>[];
  shown: PlatformRules | null;
  before: PlatformRules | null;
}

export async function loader({ context, request }: LoaderFunctionArgs): Promise<RulesData> {
  const { items } = await load(context, listPlatformRules, {});
  const asked = new URL(request.url).searchParams.get('version');
  const place = asked === null ? 0 : items.findIndex(({ version }) => String(version) === asked);
  if (place < 0) throw problemResponse('not-found');
  const versions = items.map(({ version, publishedAt }) => ({ version, publishedAt }));
  return { versions, shown: items[place] ?? null, before: items[place + 1] ?? null };
}

/** What everyone on the platform keeps to: the text, what each version changed, every version (`xz-26`). */
export default function Rules() {
  const { versions, shown, before } = useLoaderData<RulesData>();
  const t = useT();
  const format = useFormat();
  return (
    <>
      <PageTitle title={t('platformRules.title')} />
      <h1>{shown?.title ?? t('platformRules.title')}</h1>
      <p>{t('platformRules.lead')}</p>
      <ProvisionLink id="xz-26" />
      {!shown && <EmptyState title={t('platformRules.none')}>{t('platformRules.none-text')}</EmptyState>}
      {shown && (
        <Section
          title={t('platformRules.version', { version: shown.version })}
          aside={t('platformRules.published', { date: format.date(shown.publishedAt) })}
        >
          <RulesText text={shown.text} />
        </Section>
      )}
      {shown && before && (
        <Section title={t('platformRules.changes', { version: before.version })} aside={shown.note}>
          <RulesChanges before={before.text} after={shown.text} />
        </Section>
      )}
      {versions.length > 1 && (
        <Section title={t('platformRules.versions')}>
          <ul>
            {versions.map(({ version, publishedAt }) => (
              <li key={version}>
                <Link to={`/rules?version=${String(version)}`}>
                  {t('platformRules.version', { version })}
                </Link>{' '}
                <Time at={publishedAt} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
