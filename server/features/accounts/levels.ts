import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import { lackingIn, type LevelledFunction } from '../../../rules/accounts/assurance.ts';
import { Problem } from '../../../rules/problems/problems.ts';
import type { Call } from '../../context.ts';

/** The real-name level that the caller still needs for a function; null: none, it is open to them (`guide2020-3`). */
const lackingLevel = ({ actor, services }: Call, name: LevelledFunction): AssuranceLevel | null =>
  lackingIn(services.profile.assurance, name, actor.assuranceLevel);

/** Goes on only when the caller's level opens the function; else `assurance-too-low`, which says what is lacking. */
export function needLevel(call: Call, name: LevelledFunction): void {
  const level = lackingLevel(call, name);
  if (level === null) return;
  const held = call.actor.assuranceLevel;
  throw new Problem('assurance-too-low', {
    provision: 'guide2020-3',
    words: (t) =>
      t('assurance.lacking', {
        function: t(`assurance.function.${name}`),
        needs: t(`assurance.level.${level}`),
        held: t(`assurance.level.${held}`),
      }),
  });
}
