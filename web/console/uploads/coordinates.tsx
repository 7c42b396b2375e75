import { isMessageKey } from '../../../locales/index.ts';
import type { CoordinateChoice, CoordinateLook } from '../../../rules/reading/geo/coordinate-choices.ts';
import { systemGroups } from '../../../rules/reading/geo/system-groups.ts';
import type { Reading, ReadingChoices } from '../../../rules/reading/reading.schema.ts';
import { classesOf } from '../../design/classes.ts';
import { Select } from '../../design/field.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Part } from '../page-head.tsx';
import { CORRECTIONS } from './reading-choices.ts';
import { ShownAs } from './shown-as.tsx';
import styles from './uploads.module.css';

const css = classesOf(styles);

interface CoordinatesProps {
  reading: Reading;
  choices: ReadingChoices;
  look: CoordinateLook;
  correctable: boolean;
}

const WHY = [
  'coordinates-by-name',
  'coordinates-by-standard',
  'coordinates-unknown',
  'coordinates-several',
] as const;

/** How the system in force was found: by a person, by the file's own words, by a name, by its format; or not at all. */
function whyOf({ warnings, coordinateSystem }: Reading, { coordinateSystem: chosen }: ReadingChoices) {
  if (chosen !== undefined) return 'coordinates-chosen';
  const code = WHY.find((each) => warnings.some((warning) => warning.code === each));
  return code ?? (coordinateSystem === null ? 'coordinates-unstated' : 'coordinates-stated');
}

/** What the coordinates are taken to be in, why, and where each system puts one place of the file. */
export function Coordinates({ reading, choices, look, correctable }: CoordinatesProps) {
  const t = useT();
  const value = reading.coordinateSystem ?? '';
  const hasGeometry = reading.columns.some(({ type }) => type === 'geometry');
  return (
    <Part
      title={t('console.coordinates.title')}
      count={t(`console.coordinates.why.${whyOf(reading, choices)}`)}
      aside={t(hasGeometry ? 'console.coordinates.converted' : 'console.coordinates.kept')}
    >
      <fieldset key={value} className={css('encodings')} disabled={!correctable}>
        <legend className={css('unseen')}>{t('console.coordinates.title')}</legend>
        <ShownAs name="coordinateSystem" value={value} />
        {look.choices.map((choice) => (
          <System key={choice.system} choice={choice} look={look} isChosen={choice.system === value} />
        ))}
        {(value === '' || choices.coordinateSystem !== undefined) && (
          <Unstated isChosen={value === ''} look={look} />
        )}
      </fieldset>
      {correctable && <OtherSystems look={look} />}
    </Part>
  );
}

interface SystemProps {
  choice: CoordinateChoice;
  look: CoordinateLook;
  isChosen: boolean;
}

function System({ choice, look, isChosen }: SystemProps) {
  const t = useT();
  const words = useWords();
  const { system, place } = choice;
  return (
    <label className={css('encoding')}>
      <span className={css('encoding-head')}>
        <Radio value={system} isChosen={isChosen} />
        <b>{words.name(system)}</b>
        <span className={css(isChosen ? 'encoding-chosen' : 'quiet')}>{words.shift(choice)}</span>
      </span>
      <span className={css('encoding-sample')}>
        {place === null
          ? t('console.coordinates.nowhere', { row: look.row })
          : t('console.coordinates.puts', { row: look.row, place: words.place(place) })}
      </span>
    </label>
  );
}

function Unstated({ isChosen, look }: Omit<SystemProps, 'choice'>) {
  const t = useT();
  const words = useWords();
  return (
    <label className={css('encoding')}>
      <span className={css('encoding-head')}>
        <Radio value="" isChosen={isChosen} />
        <b>{t(isChosen ? 'console.coordinates.none' : 'console.coordinates.detect')}</b>
        <span />
      </span>
      <span className={css('encoding-sample')}>
        {t('console.coordinates.written', { row: look.row, place: words.place([look.x, look.y]) })}
      </span>
    </label>
  );
}

const Radio = ({ value, isChosen }: { value: string; isChosen: boolean }) => (
  <input type="radio" name="coordinateSystem" value={value} form={CORRECTIONS} defaultChecked={isChosen} />
);

/** Five decimals are about a metre. */
const PLACES = 5;
/** Nobody sees less on a map. */
const STILL = 0.5;

function useWords() {
  const t = useT();
  const format = useFormat();
  return {
    name: (system: string): string => {
      const key = `console.coordinates.system.${system}`;
      return isMessageKey(key) ? t(key) : system;
    },
    place: (place: readonly [number, number]): string =>
      place.map((degrees) => String(Number(degrees.toFixed(PLACES)))).join(', '),
    shift: ({ metres }: CoordinateChoice): string => {
      if (metres === null) return '';
      if (metres < STILL) return t('console.coordinates.same');
      return t('console.coordinates.moves', { metres: format.number(Math.round(metres)) });
    },
  };
}

/** Projections for coordinates in metres; older systems for those in degrees. */
function OtherSystems({ look: { x, y } }: { look: CoordinateLook }) {
  const t = useT();
  const isInDegrees = Math.abs(x) <= 180 && Math.abs(y) <= 90;
  const options = systemGroups(isInDegrees).flatMap(({ code, systems }) =>
    systems.map(({ system, meridian, zone }) => ({
      value: system,
      label: t(`console.coordinates.group.${code}`, {
        system,
        meridian: meridian ?? 0,
        zone: zone ?? 0,
      }),
    })),
  );
  return (
    <div className={css('other-system')}>
      <ShownAs name="otherSystem" value="" />
      <Select
        label={t(isInDegrees ? 'console.coordinates.older' : 'console.coordinates.projected')}
        name="otherSystem"
        form={CORRECTIONS}
        defaultValue=""
        none={t('console.reading.as-above')}
        options={options}
      />
    </div>
  );
}
