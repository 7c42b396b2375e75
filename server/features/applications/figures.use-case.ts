import type {
  ApplicationFigure,
  getApplicationFigures,
} from '../../../rules/applications/applications.operations.ts';
import { GROUNDS } from '../../../rules/applications/application.schema.ts';
import { workingDaysBetween } from '../../../rules/time/working-days.ts';
import type { UseCase } from '../../plugins/operations.ts';
import { answerDays, publishersNamed, type AnswerDays, type Publisher } from './figures.queries.ts';
import { talliesOf, type Tally } from './tally.queries.ts';

/** Public: nothing in it tells who applied. */
export const figures: UseCase<typeof getApplicationFigures> = async ({ services: { db } }) => {
  const [tallies, answers] = await Promise.all([talliesOf(db), answerDays(db)]);
  const sent = new Set(tallies.filter(({ count }) => count > 0).map(({ bodyId }) => bodyId));
  const publishers = await publishersNamed(db, [...sent]);
  const [talliesBy, answersBy] = [
    Map.groupBy(tallies, ({ bodyId }) => bodyId),
    Map.groupBy(answers, ({ bodyId }) => bodyId),
  ];
  return {
    items: publishers.map((publisher) =>
      figureOf(publisher, talliesBy.get(publisher.id) ?? [], answersBy.get(publisher.id) ?? []),
    ),
  };
};

function figureOf(
  publisher: Publisher,
  tallies: readonly Tally[],
  answers: readonly AnswerDays[],
): ApplicationFigure {
  const counts = new Map(tallies.map(({ kind, name, count }) => [`${kind} ${name}`, count]));
  const count = (...states: string[]): number =>
    states.reduce((sum, state) => sum + (counts.get(`state ${state}`) ?? 0), 0);
  const submitted = tallies.reduce((sum, each) => sum + (each.kind === 'state' ? each.count : 0), 0);
  const ended = { approved: count('approved'), rejected: count('rejected'), declined: count('declined') };
  return {
    publisher,
    submitted,
    ...ended,
    underWay: submitted - ended.approved - ended.rejected - ended.declined - count('withdrawn', 'draft'),
    answerDays: meanDays(answers),
    grounds: GROUNDS.flatMap((ground) => {
      const found = counts.get(`ground ${ground}`) ?? 0;
      return found > 0 ? [{ ground, count: found }] : [];
    }),
  };
}

/** Working days; null where nothing was answered. */
function meanDays(answers: readonly AnswerDays[]): number | null {
  const all = answers.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return null;
  const days = answers.reduce(
    (sum, { sent, answered, count }) => sum + count * workingDaysBetween(sent, answered),
    0,
  );
  return days / all;
}
