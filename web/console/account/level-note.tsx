import type { AssuranceLevel } from '../../../rules/access/roles.ts';
import type { LevelledFunction } from '../../../rules/accounts/assurance.ts';
import { ProvisionLink } from '../../design/facts.tsx';
import { useT } from '../../design/language.tsx';
import { Note } from '../../design/note.tsx';

interface Lacking {
  name: LevelledFunction;
  needs: AssuranceLevel;
  held: AssuranceLevel;
}

/** In place of a function that the viewer's real-name level does not open: why, and how to get there. */
export function LevelNote({ name, needs, held }: Lacking) {
  const t = useT();
  const needed = t(`assurance.level.${needs}`);
  return (
    <Note kind="warning" title={t('assurance-too-low.title')}>
      <p>
        {t('assurance.lacking', {
          function: t(`assurance.function.${name}`),
          needs: needed,
          held: t(`assurance.level.${held}`),
        })}
      </p>
      {needs !== 0 && (
        <p>
          {t('assurance.how', { level: needed })}
          {t(`assurance.how.${needs}`)}
        </p>
      )}
      <ProvisionLink id="guide2020-3" />
    </Note>
  );
}
