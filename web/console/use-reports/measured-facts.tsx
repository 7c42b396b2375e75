import type { MeasuredUse } from '../../../rules/use-reports/measured-use.schema.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { useEnumeration } from '../enumeration.ts';

/** What the platform itself measured: calls, days, rows, fields. */
export function MeasuredFacts({ measured }: { measured: MeasuredUse }) {
  const t = useT();
  const format = useFormat();
  const enumeration = useEnumeration();
  const { calls, days, firstDay, lastDay, busiest, rowsInAll, fields, measures } = measured;
  const span = { count: format.number(days), first: firstDay ?? '', last: lastDay ?? '' };
  return (
    <DefinitionList
      facts={[
        { term: t('use-report.calls'), value: format.number(calls) },
        { term: t('use-report.days'), value: days === 0 ? '–' : t('use-report.days-of', span) },
        {
          term: t('use-report.busiest'),
          value:
            busiest === null
              ? '–'
              : t('use-report.busiest-of', { day: busiest.day, calls: format.number(busiest.calls) }),
        },
        { term: t('use-report.rows'), value: format.number(rowsInAll) },
        { term: t('use-report.granted-fields'), value: enumeration(fields) },
        { term: t('use-report.measures'), value: t('use-report.times', { count: measures }) },
      ]}
    />
  );
}
