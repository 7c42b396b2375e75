import { Link } from 'react-router';
import type { Verification } from '../../../rules/agreements/agreements.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import styles from './verify.module.css';

const css = classesOf(styles);

/** What was found of the file, in a word, and of an unchanged one what it is and how it stands now. */
export function Verdict({ verification }: { verification: Verification }) {
  const t = useT();
  const { verdict, form, digest, agreement } = verification;
  const text =
    verdict === 'unchanged' && form
      ? t(`agreement.verify.unchanged-${form}`)
      : verdict === 'changed'
        ? t('agreement.verify.changed-text')
        : t('agreement.verify.unknown-text');
  return (
    <section className={css('verdict')} aria-label={t(`agreement.verify.${verdict}`)}>
      <Note kind={verdict === 'unchanged' ? 'done' : 'wrong'} live title={t(`agreement.verify.${verdict}`)}>
        <p>{text}</p>
      </Note>
      {agreement && <Facts agreement={agreement} />}
      <p className={css('digest')}>
        {t('agreement.verify.digest-of')} <code>{digest}</code>
      </p>
    </section>
  );
}

function Facts({ agreement }: { agreement: NonNullable<Verification['agreement']> }) {
  const t = useT();
  const { code, state, dataset, publisher, user, from, until, inForceAt, endedAt, seals } = agreement;
  const moment = (term: 'in-force-at' | 'ended-at', at: string | null) =>
    at ? [{ term: t(`agreement.verify.${term}`), value: <Time at={at} show="date-time" /> }] : [];
  return (
    <DefinitionList
      facts={[
        { term: t('agreement.verify.now'), value: t(`agreement.state.${state}`) },
        { term: t('agreement.code'), value: <code>{code}</code> },
        {
          term: t('agreement.dataset'),
          value: <Link to={`/datasets/${dataset.code}`}>{dataset.name}</Link>,
        },
        { term: t('agreement.publisher'), value: publisher },
        { term: t('agreement.user'), value: user.name ?? t('agreement.a-person') },
        { term: t('agreement.term'), value: t('agreement.from-until', { from, until }) },
        ...moment('in-force-at', inForceAt),
        ...moment('ended-at', endedAt),
        ...seals.map(({ subject, issuer, serial, holds }) => ({
          term: t('certificate.seal.of-signature'),
          value: t(holds ? 'certificate.seal.holds' : 'certificate.seal.broken', { subject, issuer, serial }),
        })),
      ]}
    />
  );
}
