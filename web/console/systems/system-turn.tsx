import type { SystemView } from '../../../rules/systems/systems.operations.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { TextArea } from '../../design/field.tsx';
import { useT } from '../../design/language.tsx';
import { NextStep } from '../../design/workflow.tsx';
import styles from '../console.module.css';
import { BigClock } from '../working-clock.tsx';

const css = classesOf(styles);

/** Everything that catalogue and list lack, as sentences. */
function useLacks({ scheme }: SystemView): string[] {
  const t = useT();
  return scheme.flatMap(({ name, lacks }) => lacks.map((lack) => t(`system.lack.${lack}`, { name })));
}

/** Whose turn it is, what is missing, and the acts that the viewer may take. */
export function SystemTurn({ system }: { system: SystemView }) {
  const t = useT();
  const lacks = useLacks(system);
  const { state, can, clock, reasons } = system;
  const on = can['begin'] === true ? 'begin' : can['request'] === true ? 'request' : null;
  const mine = on !== null || can['accept'] === true || can['return'] === true || can['save'] === true;
  const turn =
    state === 'accepted' ? t('system.state.accepted') : t(mine ? 'system.turn' : 'system.turn-other');
  return (
    <NextStep turn={turn} title={t(`system.next.${state}`)}>
      {clock && <BigClock clock={clock} />}
      {state === 'returned' && <Sentences title={t('system.returned-because')} said={reasons} />}
      {state !== 'accepted' && lacks.length > 0 && (
        <Sentences title={t('system.missing-title')} said={lacks} />
      )}
      {lacks.length === 0 && system.scheme.length > 0 && <p>{t('system.missing', { count: 0 })}</p>}
      {on && (
        <form method="post" className={css('actions')}>
          <Button kind="primary" name="event" value={on}>
            {t(`system.${on}`)}
          </Button>
        </form>
      )}
      {(can['accept'] === true || can['return'] === true) && <Decide lacks={lacks} />}
      <ProvisionLink id="xz-23" />
    </NextStep>
  );
}

const Sentences = ({ title, said }: { title: string; said: readonly string[] }) => (
  <>
    <p>{title}</p>
    <ul>
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  </>
);

function Decide({ lacks }: { lacks: readonly string[] }) {
  const t = useT();
  return (
    <form method="post" className={css('form')}>
      <p>
        <Button kind="primary" name="event" value="accept">
          {t('system.accept')}
        </Button>
      </p>
      <TextArea
        label={t('system.return-reasons')}
        hint={t('system.return-hint')}
        name="reasons"
        defaultValue={lacks.join('\n')}
        rows={4}
      />
      <p>
        <Button kind="danger" name="event" value="return">
          {t('system.return')}
        </Button>
      </p>
    </form>
  );
}
