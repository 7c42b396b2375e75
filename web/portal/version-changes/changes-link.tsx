import { Link } from 'react-router';
import { useT } from '../../design/language.tsx';

/** From a version to what it changed; the first one changed nothing. */
export function ChangesLink({ code, number }: { code: string; number: number | null }) {
  const t = useT();
  if (number === null || number < 2) return null;
  const to = `/datasets/${code}/versions/${String(number)}/changes`;
  return (
    <Link to={to} aria-label={`${t('changes.number', { number })} ${t('changes.link')}`}>
      {t('changes.link')}
    </Link>
  );
}
