import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import type { GrantView } from '../../../rules/grants/grants.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { EmptyState } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import styles from '../console.module.css';
import { useEnumeration } from '../enumeration.ts';
import { Part } from '../page-head.tsx';

const css = classesOf(styles);

/** What may be taken; where it is restricted, what was agreed beside what holds. */
export function GrantScope({ grant: { terms, agreed } }: { grant: GrantView }) {
  const t = useT();
  const enumeration = useEnumeration();
  const limit = (name: 'callsPerMinute' | 'callsPerDay' | 'rowsInAll'): string => {
    const words = (of: GrantTerms): string => {
      const count = of[name];
      if (count === null) return t('grant.unlimited');
      return t(name === 'rowsInAll' ? 'grant.rows-count' : 'grant.times', { count });
    };
    const [now, before] = [words(terms), words(agreed)];
    return now === before ? now : t('grant.now-instead-of', { now, agreed: before });
  };
  const { fields, where, addresses, system, from, until, keyField, withheldShare } = terms;
  const format = useFormat();
  return (
    <Part id="scope" title={t('grant.scope')}>
      <DefinitionList
        facts={[
          { term: t('grant.fields'), value: enumeration(fields) },
          { term: t('grant.rows'), value: where === null ? t('grant.rows.all') : <code>{where}</code> },
          {
            term: t('grant.key'),
            value: keyField === undefined ? t('grant.key.any') : t('grant.key.only', { field: keyField }),
          },
          {
            term: t('grant.mark'),
            value:
              withheldShare === undefined
                ? t('grant.mark.none')
                : t('grant.mark.share', {
                    share: `${format.number(Number((withheldShare * 100).toPrecision(2)))}%`,
                  }),
          },
          { term: t('grant.term'), value: t('grant.from-until', { from, until }) },
          { term: t('grant.calls-per-minute'), value: limit('callsPerMinute') },
          { term: t('grant.calls-per-day'), value: limit('callsPerDay') },
          { term: t('grant.rows-in-all'), value: limit('rowsInAll') },
          {
            term: t('grant.addresses'),
            value: addresses.length === 0 ? t('grant.addresses.any') : <code>{addresses.join(' ')}</code>,
          },
          { term: t('grant.system'), value: system ?? t('grant.system.none') },
        ]}
      />
    </Part>
  );
}

interface Used {
  grant: GrantView & { days: { day: string; calls: number }[] };
}

/** How far the limits are used up, and the calls of the last days. */
export function GrantUsed({ grant: { terms, callsToday, rowsGiven, days } }: Used) {
  const t = useT();
  const format = useFormat();
  const of = (used: number, most: number | null): string =>
    most === null ? format.number(used) : t('grant.used-of', { used, most });
  return (
    <Part id="used" title={t('grant.used')}>
      <div className={css('stack')}>
        <DefinitionList
          facts={[
            { term: t('console.grants.calls-today'), value: of(callsToday, terms.callsPerDay) },
            { term: t('console.grants.rows-given'), value: of(rowsGiven, terms.rowsInAll) },
          ]}
        />
        <Table
          caption={t('grant.used')}
          captionUnseen
          columns={[
            { key: 'day', head: t('grant.day'), cell: ({ day }) => day },
            {
              key: 'calls',
              head: t('grant.calls'),
              numeric: true,
              cell: ({ calls }) => format.number(calls),
            },
          ]}
          rows={days}
          rowKey={({ day }) => day}
          empty={<EmptyState title={t('grant.no-calls')}>{t('grant.no-calls-text')}</EmptyState>}
        />
      </div>
    </Part>
  );
}
