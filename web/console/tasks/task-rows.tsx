import { Link } from 'react-router';
import type { ClockView } from '../../../rules/time/working-clock.ts';
import type { Task, WorkOrderSummary } from '../../../rules/work-orders/work-orders.operations.ts';
import { LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { SmallClock, useDueWords } from '../working-clock.tsx';
import { taskPath } from './group-tasks.ts';
import styles from './tasks.module.css';

const css = classesOf(styles);

/** One task a row: kind, what it is, its own clock, by when, and the way to it. */
export function TaskRows({ tasks }: { tasks: readonly Task[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <ol className={css('rows')}>
      {tasks.map((task, place) => (
        <li key={task.kind + task.thingId} className={css('row')}>
          <span className={css('kind')}>{t(`console.task-kind.${task.kind}`)}</span>
          <div className={css('what')}>
            <Link to={taskPath(task)} className={css('name')}>
              {task.title}
            </Link>
            <p className={css('note')}>
              {format.list([t(`task.${task.kind}`), ...task.notes])}{' '}
              {task.provision && <ProvisionLink id={task.provision} />}
            </p>
          </div>
          <Due clock={task.clock} since={task.since} />
          <span className={css('act')}>
            <LinkButton
              small
              kind={place === 0 && urgent(task) ? 'primary' : 'secondary'}
              to={taskPath(task)}
            >
              {t(`console.task-act.${task.kind}`)}
              <span className={css('unseen')}>{task.title}</span>
            </LinkButton>
          </span>
        </li>
      ))}
    </ol>
  );
}

const urgent = ({ clock }: Task): boolean => clock !== null && clock.state !== 'running';

/** Work orders that wait for someone else, with whom. */
export function OrderRows({ orders }: { orders: readonly WorkOrderSummary[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <ol className={css('rows')}>
      {orders.map(({ id, name, code, state, clock, preparedAt, submittedAt }) => (
        <li key={id} className={css('row')}>
          <span className={css('kind')}>{t('console.task-kind.decide-list-change')}</span>
          <div className={css('what')}>
            <Link to={`/console/work-orders/${id}`} className={css('name')}>
              {name}
            </Link>
            <p className={css('note')}>
              {format.list([
                state === 'submitted' ? t('console.order.waits-operator') : t('console.order.waits-reviewer'),
                code,
              ])}
            </p>
          </div>
          <Due clock={clock} since={submittedAt ?? preparedAt} />
        </li>
      ))}
    </ol>
  );
}

function Due({ clock, since }: { clock: ClockView | null; since: string }) {
  const t = useT();
  const format = useFormat();
  const words = useDueWords();
  if (clock === null) {
    return (
      <span className={css('since')}>
        {t('console.tasks.since', { date: format.day(since, new Date()) })}
      </span>
    );
  }
  const { strong, kind, rest } = words(clock);
  return (
    <span className={css('due')}>
      <SmallClock clock={clock} />
      <span className={css('due-words')}>
        <b className={css(kind)}>{strong}</b>
        {rest && <span className={css('rest')}>{rest}</span>}
      </span>
    </span>
  );
}
