import { Link } from 'react-router';
import type { AgreementView } from '../../../rules/agreements/agreements.operations.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './agreement.module.css';

const css = classesOf(styles);

/** What can be taken along, and the digests by which it is known again. */
export function AgreementFiles({ agreement }: { agreement: AgreementView }) {
  const t = useT();
  const { id, pdfDigest, odrlDigest, textDigest } = agreement;
  const digest = (value: string) => <code className={css('digest')}>{value}</code>;
  return (
    <Part
      id="files"
      title={t('agreement.files')}
      aside={<Link to="/agreements/verify">{t('agreement.verify-link')}</Link>}
    >
      <p className={css('downloads')}>
        {pdfDigest && (
          <LinkButton to={`/api/v1/agreements/${id}/pdf`} plainLink>
            {t('agreement.download-pdf')}
          </LinkButton>
        )}
        <LinkButton to={`/api/v1/agreements/${id}/odrl`} plainLink>
          {t('agreement.download-odrl')}
        </LinkButton>
      </p>
      <DefinitionList
        facts={[
          {
            term: t('agreement.pdf-digest'),
            value: pdfDigest ? digest(pdfDigest) : t('agreement.pdf-later'),
          },
          { term: t('agreement.odrl-digest'), value: digest(odrlDigest) },
          { term: t('agreement.text-digest'), value: digest(textDigest) },
        ]}
      />
    </Part>
  );
}
