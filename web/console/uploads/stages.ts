import { useT } from '../../design/language.tsx';
import type { Stage } from '../../design/workflow.tsx';

const STAGES = ['upload', 'reading', 'entry', 'review', 'list'] as const;
export type UploadStage = (typeof STAGES)[number];

/** One file all the way: sent, understood, described, reviewed by a second person, on the list. */
export function useStages(now: UploadStage, stopped = false): Stage[] {
  const t = useT();
  const here = STAGES.indexOf(now);
  return STAGES.map((key, place) => ({
    key,
    name: t(`console.stage.${key}`),
    note: t(`console.stage.${key}.who`),
    state: place < here ? 'done' : place > here ? 'ahead' : stopped ? 'stopped' : 'now',
  }));
}
