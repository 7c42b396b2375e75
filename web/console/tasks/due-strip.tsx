import type { Task } from '../../../rules/work-orders/work-orders.operations.ts';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { taskPath, type StripDay } from './group-tasks.ts';
import styles from './tasks.module.css';

const css = classesOf(styles);

/** Ten working days, one cell a task on the day it falls due; double lines are days off. */
export function DueStrip({ strip, undated }: { strip: readonly StripDay[]; undated: number }) {
  const t = useT();
  return (
    <Part
      title={t('console.tasks.strip')}
      aside={
        <>
          {t('console.tasks.strip-key')}
          <b className={css('key-due')}>{t('console.tasks.strip-due')}</b>
          <b className={css('key-late')}>{t('console.tasks.strip-late')}</b>
          {undated > 0 && t('console.tasks.strip-undated', { count: undated })}
        </>
      }
    >
      <ol className={css('strip')}>
        {strip.map((day) => (
          <Day key={day.day} {...day} />
        ))}
      </ol>
    </Part>
  );
}

function Day({ day, gap, newMonth, isToday, tasks, more }: StripDay) {
  const t = useT();
  const language = useLanguage();
  const date = new Date(`${day}T00:00:00+08:00`);
  const name = (options: Intl.DateTimeFormatOptions): string =>
    date.toLocaleDateString(language, { timeZone: 'Asia/Shanghai', ...options });
  return (
    <li className={css('day', gap && 'gap', isToday && 'today')}>
      <span className={css('month')}>
        {isToday
          ? t('console.tasks.strip-today')
          : newMonth
            ? name({ month: language === 'en' ? 'long' : 'numeric' })
            : ''}
      </span>
      <time className={css('date')} dateTime={day}>
        {Number(day.slice(8))} <span className={css('weekday')}>{name({ weekday: 'short' })}</span>
      </time>
      <span className={css('marks')}>
        {tasks.map((task) => (
          <TaskMark key={task.kind + task.thingId} task={task} />
        ))}
        {more > 0 && <span className={css('more')}>{t('console.tasks.strip-more', { count: more })}</span>}
      </span>
    </li>
  );
}

/** One cell with the first character of what is to be done; the colour says how urgent, the words are read aloud. */
function TaskMark({ task }: { task: Task }) {
  const t = useT();
  const format = useFormat();
  const state = task.clock?.state;
  const urgent = state === 'overdue' || state === 'due-today';
  const words = format.list([t(`task.${task.kind}`), task.title]);
  return (
    <a
      href={taskPath(task)}
      className={css('mark', urgent && 'urgent', state === 'past-target' && 'late')}
      title={words}
      aria-label={words}
    >
      {t(`console.task-mark.${task.kind}`)}
    </a>
  );
}
