import type { ApplicationPartView } from '../../../rules/applications/applications.operations.ts';
import type { Said } from '../../../rules/applications/dialogue.schema.ts';
import type { GrantTerms } from '../../../rules/grants/grant-terms.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { DefinitionList, Time, type Fact } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import { useEnumeration } from '../enumeration.ts';
import { Part } from '../page-head.tsx';
import { BigClock } from '../working-clock.tsx';
import { Conditions } from './conditions.tsx';
import { PartActs } from './part-acts.tsx';
import { Reasons } from './reasons.tsx';
import { Reconsiderations } from './reconsiderations.tsx';
import styles from './applications.module.css';

const css = classesOf(styles);

/** One dataset of the application: what is asked, what is offered, why, what was asked and answered, what can be done. */
export function PartView({ part, children }: { part: ApplicationPartView; children?: React.ReactNode }) {
  const t = useT();
  const format = useFormat();
  const { dataset, publisher, state, clock, offered, reasons, dialogue, conditions, materials } = part;
  const { reconsiderations, escalatedAt } = part;
  const runs = clock !== null && clock.state !== 'done';
  return (
    <Part
      id={`part-${dataset.code}`}
      title={dataset.name}
      count={t(`application.state.${state}`)}
      aside={publisher.name}
    >
      <div className={css('part')}>
        {runs && <BigClock clock={clock} />}
        {runs && clock.pausedDays > 0 && (
          <p className={css('label')}>
            {t(clock.paused ? 'application.paused' : 'application.days-in-all', {
              inAll: clock.daysInAll,
              paused: clock.pausedDays,
            })}
          </p>
        )}
        {escalatedAt !== null && (
          <Note kind="warning">{t('application.escalated', { date: format.date(escalatedAt) })}</Note>
        )}
        {state === 'approved' && <Note kind="done">{t('application.agreement')}</Note>}
        <div className={css('beside')}>
          <Terms title={t('application.asked')} part={part} terms={part.terms} />
          {offered && <Terms title={t('application.offered')} part={part} terms={offered} />}
        </div>
        {reasons.length > 0 && <Reasons reasons={reasons} />}
        {reconsiderations.length > 0 && <Reconsiderations reconsiderations={reconsiderations} />}
        {dialogue.length > 0 && <Dialogue dialogue={dialogue} />}
        <Conditions conditions={conditions} materials={materials} />
        {children}
        <PartActs part={part} />
      </div>
    </Part>
  );
}

function Terms({ title, part, terms }: { title: string; part: ApplicationPartView; terms: GrantTerms }) {
  const t = useT();
  const enumeration = useEnumeration();
  const labels = new Map(part.fields.map(({ name, label }) => [name, label || name]));
  const facts: Fact[] = [
    {
      term: t('application.fields'),
      value: enumeration(terms.fields.map((name) => labels.get(name) ?? name)),
    },
    { term: t('application.rows'), value: terms.where ?? t('application.rows-all') },
    {
      term: t('application.key'),
      value:
        terms.keyField === undefined
          ? t('application.key-any')
          : t('application.key-only', { field: labels.get(terms.keyField) ?? terms.keyField }),
    },
    { term: t('application.calls-per-day'), value: terms.callsPerDay ?? t('application.unlimited') },
    { term: t('application.system'), value: terms.system ?? t('application.system-none') },
    {
      term: t('application.term'),
      value: t('application.term-of', { from: terms.from, until: terms.until }),
    },
  ];
  return (
    <div>
      <p className={css('label')}>{title}</p>
      <DefinitionList facts={facts} />
    </div>
  );
}

function Dialogue({ dialogue }: Pick<ApplicationPartView, 'dialogue'>) {
  const t = useT();
  return (
    <div>
      <p className={css('label')}>{t('application.dialogue')}</p>
      <ul className={css('dialogue')}>
        {dialogue.map(({ at, by, kind, text }) => (
          <li key={at + text}>
            <span className={css('label')}>
              {t(saidBy(by, kind))} <Time at={at} show="date-time" />
            </span>
            {text !== '' && <p>{text}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function saidBy(by: Said['by'], kind: Said['kind']) {
  if (kind === 'reminder') return 'application.said.reminder.applicant';
  if (kind === 'message') return `application.said.message.${by}` as const;
  return `application.by.${by}` as const;
}
