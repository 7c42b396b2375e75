import type {
  ApplicationFigure,
  getApplicationFigures,
} from '../../../rules/applications/applications.operations.ts';
import { GROUNDS } from '../../../rules/applications/application.schema.ts';
import { cityDay } from '../../../rules/time/clock.ts';
import { workingDaysBetween } from '../../../rules/time/working-days.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { answeredParts, countedParts, groundCounts } from './figures.queries.ts';

/** Public: nothing in it tells who applied. */
export const figures: UseCase<typeof getApplicationFigures> = async ({ services: { db } }) => {
  const [counts, answers, grounds] = await Promise.all([
    countedParts(db),
    answeredParts(db),
    groundCounts(db),
  ]);
  const items = [...Map.groupBy(counts, ({ publisher }) => publisher.code).values()].map(
    (of): ApplicationFigure => {
      const count = (...states: string[]): number =>
        of.reduce((sum, each) => sum + (states.includes(each.state) ? each.count : 0), 0);
      const [first] = of;
      const publisher = first?.publisher ?? { id: '', code: '', name: '' };
      const days = answers
        .filter(({ bodyId }) => bodyId === publisher.id)
        .map(({ submittedAt, answeredAt }) => workingDaysBetween(cityDay(submittedAt), cityDay(answeredAt)));
      return {
        publisher,
        submitted: of.reduce((sum, each) => sum + each.count, 0),
        approved: count('approved'),
        rejected: count('rejected'),
        declined: count('declined'),
        underWay: count('submitted', 'in-review', 'waiting', 'narrower-offered'),
        answerDays: days.length === 0 ? null : days.reduce((sum, day) => sum + day, 0) / days.length,
        grounds: GROUNDS.flatMap((ground) => {
          const found = grounds.find((each) => each.bodyId === publisher.id && each.ground === ground);
          return found ? [{ ground, count: found.count }] : [];
        }),
      };
    },
  );
  return { items };
};
