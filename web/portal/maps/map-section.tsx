import { Link, useSearchParams } from 'react-router';
import { linkWith } from '../../app/query-string.ts';
import { classesOf } from '../../design/classes.ts';
import { useT } from '../../design/language.tsx';
import { Section } from '../section.tsx';
import type { SeenMap } from './load-map.ts';
import { MapFigure } from './map-figure.tsx';
import { DistrictTable, MapSentence } from './map-tables.tsx';
import styles from './maps.module.css';
import { labelsOf, mapLink } from './map-link.ts';

const css = classesOf(styles);

/** The map of a whole dataset on its page, its numbers beside it. */
export function MapSection({ code, name, seen }: { code: string; name: string; seen: SeenMap }) {
  const t = useT();
  const { places } = seen.map;
  const [search] = useSearchParams();
  // The map of the rows that the page's filters leave.
  const filtered = linkWith(`/datasets/${code}/map`, search, { sort: null, cursor: null });
  return (
    <Section id="map" title={t('map.title')} folds aside={<Link to={filtered}>{t('map.open')}</Link>}>
      <p className={css('sentence')}>
        <MapSentence places={places} labels={labelsOf(seen)} />
      </p>
      <div className={css('beside')}>
        <MapFigure seen={seen} name={name} link={(change) => mapLink(code, new URLSearchParams(), change)} />
        <DistrictTable places={places} />
      </div>
    </Section>
  );
}
