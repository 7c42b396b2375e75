import { isMessageKey } from '../../locales/index.ts';
import type { HistoryItem } from '../../rules/events/event.schema.ts';
import { ProvisionLink } from '../design/facts.tsx';
import { useFormat, useT } from '../design/language.tsx';
import type { Moment } from '../design/workflow.tsx';

/** A recorded act as a moment of a timeline: what was done, by whom, why, on which provision. */
export function useActWords(): (item: HistoryItem) => Omit<Moment, 'key' | 'at'> {
  const t = useT();
  const format = useFormat();
  const word = (key: string, otherwise: string): string => (isMessageKey(key) ? t(key) : otherwise);
  return ({ action, result, role, bodyName, actorName, reasons, provision }) => {
    const who = format.list([bodyName ?? '', word(`role.${role}`, role), actorName]);
    return {
      title: word(`act.${action}`, action),
      text: (
        <>
          <p>{who}</p>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </>
      ),
      ...(provision === null ? {} : { basis: <ProvisionLink id={provision} /> }),
      ...(result === 'done' ? {} : { kind: 'refused' as const }),
    };
  };
}
