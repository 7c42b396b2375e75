import { useT } from '../design/language.tsx';
import { usePage } from './page.tsx';

/** What search engines show under the title: so many characters of it. */
const DESCRIPTION_CHARACTERS = 200;

interface PageTitleProps {
  /** Of the page; the platform's own name where it is the start page. */
  title?: string;
  /** One or two sentences; what the platform is unless told. */
  description?: string;
}

/** What tabs, search engines and shared links show: the page first, then the platform. */
export function PageTitle({ title, description }: PageTitleProps) {
  const t = useT();
  const { platformName: platform } = usePage().city;
  const said = shortened(description ?? t('head.description', { platform }));
  return (
    <>
      <title>{title === undefined ? platform : t('portal.title', { title, platform })}</title>
      <meta name="description" content={said} />
      <meta property="og:title" content={title ?? platform} />
      <meta property="og:description" content={said} />
    </>
  );
}

const shortened = (text: string): string => {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()];
  return characters.length <= DESCRIPTION_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, DESCRIPTION_CHARACTERS - 1).join('')}…`;
};
