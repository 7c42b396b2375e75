import type { SignatureView } from '../../../rules/agreements/agreements.operations.ts';
import { Time } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { SealOf } from '../certificates/seal-of.tsx';
import { Part } from '../page-head.tsx';

/** Who signed for whom, when, and how it was made sure of. */
export function Signatures({ signatures }: { signatures: readonly SignatureView[] }) {
  const t = useT();
  return (
    <Part id="signatures" title={t('agreement.signatures')}>
      <Table
        caption={t('agreement.signatures')}
        captionUnseen
        rows={signatures}
        rowKey={({ party }) => party}
        empty={<p>{t('agreement.signatures-none')}</p>}
        columns={[
          { key: 'party', head: t('agreement.party'), cell: ({ party }) => t(`agreement.party.${party}`) },
          {
            key: 'signer',
            head: t('agreement.signer'),
            cell: ({ name, role }) => (
              <>
                {name} {t(`role.${role}`)}
              </>
            ),
          },
          { key: 'at', head: t('agreement.signed-at'), cell: ({ at }) => <Time at={at} show="date-time" /> },
          {
            key: 'proof',
            head: t('agreement.proved'),
            minor: true,
            cell: ({ proof }) => t(`agreement.proof.${proof}`),
          },
          {
            key: 'seal',
            head: t('certificate.seal.of-signature'),
            minor: true,
            cell: ({ seal }) => (seal ? <SealOf seal={seal} /> : '–'),
          },
        ]}
      />
    </Part>
  );
}
