import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import styles from './certificates.module.css';

const css = classesOf(styles);

/** On the page of an organisation: the way to what it seals agreements with. */
export function SealLink({ id }: { id: string }) {
  const t = useT();
  return (
    <Part id="seal" title={t('certificate.seal.title')}>
      <div className={css('link')}>
        <p>{t('certificate.seal.lead')}</p>
        <LinkButton to={`/console/organisations/${id}/seal`}>{t('certificate.seal.open')}</LinkButton>
      </div>
    </Part>
  );
}
