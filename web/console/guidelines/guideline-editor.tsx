import { OPEN_CLASSES } from '../../../rules/datasets/open-class.ts';
import {
  DIMENSION_BASES,
  LEVEL_TEXTS,
  type GuidelineContent,
  type GuidelineDimension,
  type GuidelineLevel,
  type Text,
} from '../../../rules/gradings/guideline.schema.ts';
import { SIGN_KINDS } from '../../../rules/gradings/signs.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Checkbox, CheckboxGroup, Select, TextField } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import { Both } from './both-languages.tsx';
import { CombinationsEditor } from './combinations-editor.tsx';
import { dimensionControl, levelControlOf } from './guideline-form.ts';
import styles from './guidelines.module.css';

const css = classesOf(styles);

interface EditorProps {
  content: GuidelineContent;
  revision: number;
}

/** The whole draft in one form; adding and removing are buttons that save it, so that it works without scripts. */
export function GuidelineEditor({ content, revision }: EditorProps) {
  const t = useT();
  const { dimensions, combinations } = content;
  return (
    <form method="post" className={css('editor')} key={revision}>
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="dimensions" value={dimensions.length} />
      <input type="hidden" name="combinations" value={combinations.length} />
      <button className={css('unseen')} name="intent" value="save" tabIndex={-1} aria-hidden="true" />
      <Both name="source" label={t('console.guideline.source')} text={content.source} rows={2} />
      <Both name="method" label={t('console.guideline.method')} text={content.method} rows={4} />
      {dimensions.map((dimension, place) => (
        <DimensionFields key={dimension.code} dimension={dimension} place={place} />
      ))}
      <p>
        <Button small name="change" value="add-dimension">
          {t('console.guideline.add-dimension')}
        </Button>
      </p>
      <CombinationsEditor content={content} />
      <div className={css('bar')}>
        <Button kind="primary" name="intent" value="save">
          {t('console.guideline.save')}
        </Button>
      </div>
    </form>
  );
}

function DimensionFields({ dimension, place }: { dimension: GuidelineDimension; place: number }) {
  const t = useT();
  const language = useLanguage();
  const at = (part: string): string => dimensionControl(place, part);
  const { code, basis, question, ofFields, levels } = dimension;
  const name = t('console.guideline.dimension', { number: place + 1 });
  return (
    <details className={css('fold')} open={question[language] === '' || undefined}>
      <summary>
        {name}：{question[language] || code}
      </summary>
      <div className={css('fields')}>
        <input type="hidden" name={at('levels')} value={levels.length} />
        <div className={css('both')}>
          <TextField
            label={`${name} ${t('console.guideline.dimension-code')}`}
            hint={t('console.guideline.dimension-code-hint')}
            name={at('code')}
            defaultValue={code}
          />
          <Select
            label={`${name} ${t('console.guideline.basis')}`}
            name={at('basis')}
            defaultValue={basis}
            options={DIMENSION_BASES.map((value) => ({ value, label: value }))}
          />
        </div>
        <Both name={at('question')} label={t('console.guideline.question')} of={name} text={question} />
        <Checkbox name={at('ofFields')} label={t('console.guideline.of-fields')} chosen={ofFields} />
        {levels.map((level, number) => (
          <LevelFields key={level.code} level={level} dimension={place} place={number} />
        ))}
        <p className={css('acts')}>
          <Button small name="change" value={`add-level ${String(place)}`}>
            {t('console.guideline.add-level')}
          </Button>
          <Button small kind="plain" name="change" value={`remove-dimension ${String(place)}`}>
            {t('console.guideline.remove')} <span className={css('unseen')}>{name}</span>
          </Button>
        </p>
      </div>
    </details>
  );
}

function LevelFields({
  level,
  dimension,
  place,
}: {
  level: GuidelineLevel;
  dimension: number;
  place: number;
}) {
  const t = useT();
  const language = useLanguage();
  const at = (part: string): string => levelControlOf(dimension, place, part);
  const name = t('console.guideline.level', { code: level.code });
  return (
    <details className={css('fold')} open={level.name[language] === '' || undefined}>
      <summary>
        {level.code} {level.name[language]}
      </summary>
      <div className={css('fields')}>
        <div className={css('both')}>
          <TextField
            label={`${name} ${t('console.guideline.level-code')}`}
            name={at('code')}
            defaultValue={level.code}
          />
          <Select
            label={`${name} ${t('console.guideline.gives')}`}
            name={at('gives')}
            defaultValue={level.gives}
            options={OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }))}
          />
        </div>
        <Both name={at('name')} label={t('console.guideline.level-name')} of={name} text={level.name} />
        <LevelLists level={level} at={at} of={name} />
        <CheckboxGroup
          legend={`${name} ${t('console.guideline.signs')}`}
          name={at('signs')}
          compact
          chosen={level.signs}
          options={SIGN_KINDS.map((value) => ({ value, label: t(`sign.${value}`) }))}
        />
        <p>
          <Button
            small
            kind="plain"
            name="change"
            value={`remove-level ${String(dimension)} ${String(place)}`}
          >
            {t('console.guideline.remove')} <span className={css('unseen')}>{name}</span>
          </Button>
        </p>
      </div>
    </details>
  );
}

function LevelLists({ level, at, of }: { level: GuidelineLevel; at: (part: string) => string; of: string }) {
  const t = useT();
  return (
    <>
      <p className={css('quiet')}>{t('console.guideline.one-a-line')}</p>
      {LEVEL_TEXTS.map((part) => (
        <Both
          key={part}
          name={at(part)}
          label={t(`console.grade.${part}`)}
          of={of}
          text={asLines(level[part])}
          rows={2}
        />
      ))}
    </>
  );
}

const asLines = (texts: readonly Text[]): Text => ({
  'zh-CN': texts.map((text) => text['zh-CN']).join('\n'),
  en: texts.map((text) => text.en).join('\n'),
});
