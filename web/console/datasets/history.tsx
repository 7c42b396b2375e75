import type { HistoryItem } from '../../../rules/events/event.schema.ts';
import { useActWords } from '../../app/act-words.tsx';
import { usePage } from '../../app/page.tsx';
import { useT } from '../../design/language.tsx';
import { Timeline, type Moment } from '../../design/workflow.tsx';
import { Part } from '../page-head.tsx';
import { useReasonWords } from '../reason-words.ts';
import { withoutRepeats } from './history-items.ts';

/** What happened to a thing, newest first; the viewer's own acts are marked. */
export function History({ items }: { items: readonly HistoryItem[] }) {
  const t = useT();
  const words = useActWords();
  const reasonWords = useReasonWords();
  const { viewer } = usePage();
  if (items.length === 0) return null;
  const moments = withoutRepeats(items).map((item): Moment => {
    const said = words({ ...item, reasons: reasonWords(item.reasons) });
    const mine = item.actorName !== '' && item.actorName === viewer?.name;
    return { key: item.id, at: item.at, ...said, ...(mine && !said.kind ? { kind: 'yours' as const } : {}) };
  });
  return (
    <Part id="history" title={t('console.history.title')}>
      <Timeline moments={moments} />
    </Part>
  );
}
