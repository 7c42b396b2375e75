import type { ApplicationContent, Opinion } from './application.schema.ts';

/** From here on a task says that it is favoured. */
export const FAVOURED = 8;

/**
 * How far an application comes before others of the same day (`xz-19-2`), 0 to 10: as the reviewer rated public benefit and
 * replicability; before that 5 when the applicant states both. Nobody's day moves by it.
 */
export function favourOf(
  { publicBenefit, replicability }: Pick<ApplicationContent, 'publicBenefit' | 'replicability'>,
  opinion: Pick<Opinion, 'benefit' | 'replicability'> | null,
): number {
  if (opinion) return opinion.benefit + opinion.replicability;
  return publicBenefit !== '' && replicability !== '' ? 5 : 0;
}

interface Waiting {
  clock: { dueOn: string } | null;
  favour?: number;
  since: string;
}

/** By the day on which it is due; of the same day what is favoured, then what has waited longest. */
export const byUrgency = (a: Waiting, b: Waiting): number =>
  (a.clock?.dueOn ?? '9').localeCompare(b.clock?.dueOn ?? '9') ||
  (b.favour ?? 0) - (a.favour ?? 0) ||
  a.since.localeCompare(b.since);
