import type { Places } from '../../../rules/maps/maps.operations.ts';
import { useFormat, useLanguage, useT } from '../../design/language.tsx';
import { Table, type Column } from '../../design/table.tsx';

/** What a map shows, in sentences. */
export function MapSentence({
  places,
  labels,
}: {
  places: Places;
  labels: Readonly<Record<string, string>>;
}) {
  const t = useT();
  const language = useLanguage();
  const { kind, rows, placeless, elsewhere, districts, fields } = places;
  const [most] = [...districts].sort((a, b) => b.count - a.count);
  const placed = rows - placeless - (kind === 'districts' ? elsewhere : 0);
  const field = labels[fields[0] ?? ''] ?? fields[0] ?? '';
  const sentences = [
    t(`map.sentence.${kind}`, { rows, placed, field }),
    most && t('map.most', { district: most.name, count: most.count }),
    elsewhere > 0 && t('map.elsewhere', { count: elsewhere }),
    placeless > 0 && t('map.placeless', { count: placeless }),
  ];
  return sentences.filter(Boolean).join(language === 'en' ? ' ' : '');
}

interface Counted {
  code: string;
  name: string;
  count: number;
}

/** The same numbers as the picture, for those who want or cannot but read them. */
export function DistrictTable({ places: { districts, elsewhere } }: { places: Places }) {
  const t = useT();
  const format = useFormat();
  const sorted = [...districts].sort((a, b) => b.count - a.count);
  const rows: Counted[] =
    elsewhere > 0 ? [...sorted, { code: '', name: t('map.outside'), count: elsewhere }] : sorted;
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const columns: Column<Counted>[] = [
    { key: 'name', head: t('map.district'), cell: ({ name }) => name },
    { key: 'count', head: t('map.rows'), numeric: true, cell: ({ count }) => format.number(count) },
    { key: 'share', head: t('map.share'), numeric: true, cell: ({ count }) => format.percent(count / all) },
  ];
  return (
    <Table
      caption={t('map.by-district')}
      columns={columns}
      rows={rows}
      rowKey={({ code }) => code}
      empty={null}
    />
  );
}
