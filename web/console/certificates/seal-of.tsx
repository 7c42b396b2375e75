import type { SignatureView } from '../../../rules/agreements/agreements.operations.ts';
import { useT } from '../../design/language.tsx';
import { CodeText } from './code-text.tsx';

/** With which certificate a signature was sealed, whether it holds, and the seal itself for other tools. */
export function SealOf({ seal }: { seal: NonNullable<SignatureView['seal']> }) {
  const t = useT();
  const { subject, issuer, serial, holds, text } = seal;
  return (
    <>
      {t(holds ? 'certificate.seal.holds' : 'certificate.seal.broken', { subject, issuer, serial })}
      <details>
        <summary>{t('certificate.seal.text')}</summary>
        <CodeText label={t('certificate.seal.text')} text={text} />
      </details>
    </>
  );
}
