import { OPEN_CLASSES } from '../../../rules/datasets/open-class.ts';
import type {
  Combination,
  GuidelineContent,
  GuidelineDimension,
} from '../../../rules/gradings/guideline.schema.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Select } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Both } from './both-languages.tsx';
import { combinationControl } from './guideline-form.ts';
import styles from './guidelines.module.css';

const css = classesOf(styles);

/** Levels whose meeting makes the class stricter than each alone. */
export function CombinationsEditor({ content: { combinations, dimensions } }: { content: GuidelineContent }) {
  const t = useT();
  return (
    <fieldset className={css('plain')}>
      <legend className={css('question')}>{t('console.guideline.combinations')}</legend>
      <p className={css('quiet')}>{t('console.guideline.combinations-lead')}</p>
      {combinations.map((combination, place) => (
        <CombinationFields key={place} combination={combination} place={place} dimensions={dimensions} />
      ))}
      <p>
        <Button small name="change" value="add-combination">
          {t('console.guideline.add-combination')}
        </Button>
      </p>
    </fieldset>
  );
}

interface CombinationProps {
  combination: Combination;
  place: number;
  dimensions: readonly GuidelineDimension[];
}

function CombinationFields({ combination, place, dimensions }: CombinationProps) {
  const t = useT();
  const language = useLanguage();
  const at = (part: string): string => combinationControl(place, part);
  const name = t('console.guideline.combination', { number: place + 1 });
  return (
    <div className={css('fields')} role="group" aria-label={name}>
      <div className={css('grid')}>
        {dimensions.map(({ code, question, levels }) => (
          <Select
            key={code}
            label={`${name} ${question[language] || code}`}
            name={at(`when.${code}`)}
            defaultValue={combination.when[code] ?? ''}
            none={t('console.guideline.combination-any')}
            options={levels.map((level) => ({
              value: level.code,
              label: t('console.guideline.from-level', { code: level.code }),
            }))}
          />
        ))}
        <Select
          label={`${name} ${t('console.guideline.combination-gives')}`}
          name={at('gives')}
          defaultValue={combination.gives}
          options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
        />
      </div>
      <Both
        name={at('why')}
        label={t('console.guideline.combination-why')}
        of={name}
        text={combination.why}
      />
      <p>
        <Button small kind="plain" name="change" value={`remove-combination ${String(place)}`}>
          {t('console.guideline.remove')} <span className={css('unseen')}>{name}</span>
        </Button>
      </p>
    </div>
  );
}
