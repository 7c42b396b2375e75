import { LinkButton } from '../../design/button.tsx';
import { useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';

/** On the page of an organisation: the way to what it seals agreements with. */
export function SealLink({ id }: { id: string }) {
  const t = useT();
  return (
    <Part id="seal" title={t('certificate.seal.title')}>
      <p>{t('certificate.seal.lead')}</p>
      <p>
        <LinkButton to={`/console/organisations/${id}/seal`}>{t('certificate.seal.open')}</LinkButton>
      </p>
    </Part>
  );
}
