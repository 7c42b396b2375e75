import { OPEN_CLASSES, UPDATE_FREQUENCIES } from '../../../rules/datasets/list-entry.schema.ts';
import {
  EDITED_ELEMENTS,
  FROM_CATALOGUE,
  modesOf,
  type Edit,
  type EditedElement,
} from '../../../rules/draft-batches/edit.ts';
import { ELEMENT_FORMS } from '../../../rules/draft-batches/elements.ts';
import { usePage } from '../../app/page.tsx';
import { domainName, profileOf } from '../../app/profile.ts';
import { Button } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { RadioGroup, Select, TextArea, TextField, type Option } from '../../design/field.tsx';
import { useLanguage, useT } from '../../design/language.tsx';
import own from './draft-batches.module.css';

const css = classesOf(own);

/** Every element that many datasets can be given, one open at a time; each has its own button, so no script is needed. */
export function EditFields({ written }: { written: Edit | null }) {
  const t = useT();
  const open = written?.element ?? FROM_CATALOGUE;
  const each = EDITED_ELEMENTS.map((element) => (
    <details key={element} name="element" className={css('element')} open={element === open}>
      <summary>{t(`console.entry.${element}`)}</summary>
      <div>
        <Modes element={element} chosen={written?.element === element ? written.mode : 'set'} />
        <Value element={element} value={written?.element === element ? written.value : ''} />
        <p>
          <Button name="element" value={element}>
            {t('draftBatch.preview', { element: t(`console.entry.${element}`) })}
          </Button>
        </p>
      </div>
    </details>
  ));
  return (
    <>
      <details name="element" className={css('element')} open={open === FROM_CATALOGUE}>
        <summary>{t('draftBatch.from-catalogue')}</summary>
        <div>
          <p>{t('draftBatch.from-catalogue-text')}</p>
          <p>
            <Button name="element" value={FROM_CATALOGUE}>
              {t('draftBatch.preview-catalogue')}
            </Button>
          </p>
        </div>
      </details>
      {each}
    </>
  );
}

function Modes({ element, chosen }: { element: EditedElement; chosen: string }) {
  const t = useT();
  const modes = modesOf(element);
  if (modes.length === 1) return <input type="hidden" name={`${element}.mode`} value={modes[0]} />;
  return (
    <RadioGroup
      legend={t('draftBatch.mode')}
      name={`${element}.mode`}
      chosen={chosen}
      compact
      options={modes.map((value) => ({ value, label: t(`draftBatch.mode.${value}`) }))}
    />
  );
}

function Value({ element, value }: { element: EditedElement; value: string }) {
  const t = useT();
  const { kind, longest } = ELEMENT_FORMS[element];
  const name = `${element}.value`;
  const label = t('draftBatch.value', { element: t(`console.entry.${element}`) });
  const choices = useChoices(element);
  switch (kind) {
    case 'choice':
      return <Select label={label} name={name} options={choices} defaultValue={value || choices[0]?.value} />;
    case 'lines':
      return <TextArea label={label} hint={t('console.entry.one-a-line')} name={name} defaultValue={value} />;
    case 'words':
      return (
        <TextField label={label} hint={t('console.entry.keywords-hint')} name={name} defaultValue={value} />
      );
    case 'text':
      return longest > 200 ? (
        <TextArea label={label} name={name} defaultValue={value} maxLength={longest} />
      ) : (
        <TextField label={label} name={name} defaultValue={value} maxLength={longest} />
      );
  }
}

function useChoices(element: EditedElement): Option[] {
  const t = useT();
  const language = useLanguage();
  const profile = profileOf(usePage());
  switch (element) {
    case 'domain':
      return profile.domains.map(({ code }) => ({ value: code, label: domainName(profile, code, language) }));
    case 'updateFrequency':
      return UPDATE_FREQUENCIES.map((value) => ({ value, label: t(`updateFrequency.${value}`) }));
    case 'openClass':
      return OPEN_CLASSES.map((value) => ({ value, label: t(`openClass.${value}`) }));
    default:
      return [];
  }
}
