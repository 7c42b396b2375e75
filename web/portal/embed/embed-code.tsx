import { useT } from '../../design/language.tsx';
import { CopyText } from '../copy-text.tsx';

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The lines of HTML that put something of ours on another page. */
export function EmbedCode({
  title,
  address,
  height,
  label,
}: {
  title: string;
  address: string;
  height: number;
  label?: string;
}) {
  const t = useT();
  const code = `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="${String(height)}" loading="lazy" style="border:0"></iframe>`;
  return (
    <>
      <CopyText label={label ?? t('look.embed')} text={code} />
      <p>
        <a href={address}>{t('look.embed-alone')}</a>
      </p>
    </>
  );
}
