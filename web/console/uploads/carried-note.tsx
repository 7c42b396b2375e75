import { Form } from 'react-router';
import { isMessageKey } from '../../../locales/index.ts';
import type { CarriedReading } from '../../../rules/uploads/comparison.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { useFormat, useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

/** That the file was read as the last one was, what was taken over, and where it did not fit. */
export function CarriedNote({ carried, correctable }: { carried: CarriedReading; correctable: boolean }) {
  const t = useT();
  const format = useFormat();
  const { parts, differences } = carried;
  const said = parts.flatMap((part) => {
    const key = `console.carried.part.${part}`;
    return isMessageKey(key) ? [t(key)] : [];
  });
  return (
    <div className={css('carried')}>
      <Note
        kind={differences.length > 0 ? 'warning' : 'done'}
        title={t('console.carried.title', { number: carried.number ?? 0 })}
      >
        <p>
          {said.length > 0
            ? t('console.carried.parts', { parts: format.list(said) })
            : t('console.carried.nothing')}
        </p>
        {differences.length > 0 && (
          <ul className={css('differences')}>
            {differences.map(({ code, args }) => (
              <li key={code + String(args['name'] ?? '')}>
                <DifferenceWords code={code} args={args} />
              </li>
            ))}
          </ul>
        )}
        {correctable && parts.length > 0 && (
          <Form method="post">
            <Button name="intent" value="detect" kind="plain" small>
              {t('console.carried.anew')}
            </Button>
          </Form>
        )}
      </Note>
    </div>
  );
}

function DifferenceWords({ code, args }: CarriedReading['differences'][number]) {
  const t = useT();
  const key = `reading.carry.${code}`;
  const type = `fieldType.${String(args['type'])}`;
  return isMessageKey(key) ? t(key, { ...args, ...(isMessageKey(type) ? { type: t(type) } : {}) }) : code;
}
