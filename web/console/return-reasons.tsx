import type { ReturnReason } from '../../rules/work-orders/work-order.schema.ts';
import { classesOf } from '../design/classes.ts';
import { useT } from '../design/language.tsx';
import styles from './return-reasons.module.css';

const css = classesOf(styles);

/** Why a list change came back: every ground with its words. */
export function ReturnReasons({ reasons }: { reasons: readonly ReturnReason[] }) {
  const t = useT();
  return (
    <ol className={css('reasons')}>
      {reasons.map(({ ground, text }) => (
        <li key={ground + text}>
          <b>{t(`returnGround.${ground}`)}</b>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
