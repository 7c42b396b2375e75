import { useT } from '../design/language.tsx';
import { usePage } from './page.tsx';

/** What tabs and search engines show: the page first, then the platform. */
export function PageTitle({ title }: { title: string }) {
  const t = useT();
  const { city } = usePage();
  return <title>{t('portal.title', { title, platform: city.platformName })}</title>;
}
