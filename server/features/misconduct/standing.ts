import { Problem } from '../../../rules/problems/problems.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import type { Call } from '../../context.ts';
import type { Reader } from '../../store/database.ts';
import { measuresAgainst } from './measure.queries.ts';
import type { Subject } from './misconduct.queries.ts';

/** Goes on only when no measure keeps the person or organisation from the data of these bodies; throws `access-restricted`. */
export async function refuseRestricted(
  db: Reader,
  { services }: Call,
  subject: Subject,
  bodyIds: readonly string[],
): Promise<void> {
  const [against] = await restrictionsOf(db, { services }, subject, bodyIds);
  if (!against) return;
  const { until } = against;
  throw new Problem('access-restricted', {
    provision: 'xz-32',
    words: (t) => (until === null ? t('misconduct.no-new') : t('misconduct.no-new-until', { day: until })),
  });
}

/** The measures in force that keep the person or organisation from the data of these bodies; `until`: the last day. */
export async function restrictionsOf(
  db: Reader,
  { services }: Pick<Call, 'services'>,
  subject: Subject,
  bodyIds: readonly string[],
): Promise<{ until: string | null }[]> {
  const measures = await measuresAgainst(db, subject, cityDay(services.clock.now()));
  return measures
    .filter(({ bodyId }) => bodyId === null || bodyIds.includes(bodyId))
    .map(({ until }) => ({ until }));
}
