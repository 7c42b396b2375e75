import { Link } from 'react-router';
import type { SourceAddress, SourceView } from '../../../rules/sources/source.schema.ts';
import { DefinitionList, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { useInterval } from './interval.ts';

/** Where a source is, what it updates, who stands for it and when it is pulled next. */
export function SourceFacts({ source }: { source: SourceView }) {
  const t = useT();
  const format = useFormat();
  const address = useAddressFacts();
  const interval = useInterval();
  const { datasetId, datasetName, everySeconds, live, nextPullAt, preparedBy, approvedBy, hasSecret } =
    source;
  const isPushed = source.address.kind === 'push';
  return (
    <DefinitionList
      facts={[
        {
          term: t('source.dataset'),
          value: <Link to={`/console/datasets/${datasetId}`}>{datasetName}</Link>,
        },
        { term: t('source.kind'), value: t(`source.kind.${source.address.kind}`) },
        ...address(source.address),
        ...(isPushed
          ? []
          : [
              { term: t('source.secret'), value: t(hasSecret ? 'source.secret-kept' : 'source.secret-none') },
            ]),
        { term: t('source.every'), value: interval(everySeconds) },
        {
          term: t('source.live'),
          value: live
            ? t(`source.live-value.${live.mode}`, { every: t(`source.seal.${live.sealEvery}`) })
            : t('source.live-value.none'),
        },
        ...(isPushed
          ? []
          : [
              {
                term: t('source.next'),
                value: nextPullAt === null ? t('source.no-next') : format.dateTime(nextPullAt),
              },
            ]),
        { term: t('source.prepared-by'), value: preparedBy },
        { term: t('source.approved-by'), value: approvedBy ?? t('source.not-approved') },
      ]}
    />
  );
}

function useAddressFacts(): (address: SourceAddress) => Fact[] {
  const t = useT();
  return (address) => {
    switch (address.kind) {
      case 'url':
        return [{ term: t('source.url'), value: address.url }];
      case 'folder':
        return [
          { term: t('source.path'), value: address.path },
          { term: t('source.pattern'), value: address.pattern },
        ];
      case 'postgresql':
      case 'mysql':
        return [
          { term: t('source.host'), value: `${address.host}:${String(address.port)}` },
          { term: t('source.database'), value: address.database },
          { term: t('source.user'), value: address.user },
          { term: t('source.query'), value: <code>{address.query}</code> },
        ];
      case 'http-api':
        return [
          { term: t('source.url'), value: address.url },
          { term: t('source.rows'), value: address.rows },
          { term: t('source.paging'), value: t(`source.paging.${address.paging.kind}`) },
        ];
      case 'push':
        return [];
    }
  };
}
