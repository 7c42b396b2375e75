import { Link } from 'react-router';
import type { DatasetView, ExportFormat } from '../../../rules/datasets/datasets.operations.ts';
import { Button, LinkButton } from '../../design/button.tsx';
import { classesOf } from '../../design/classes.ts';
import { Checkbox } from '../../design/field.tsx';
import { ProvisionLink } from '../../design/facts.tsx';
import { useFormat, useT } from '../../design/language.tsx';
import { Panel } from '../../design/workflow.tsx';
import { Code } from '../section.tsx';
import styles from './dataset.module.css';
import { exportLink } from './export-link.ts';
import { GrantedPanel } from './granted-section.tsx';
import type { PreviewQuery } from './preview-query.ts';

const css = classesOf(styles);

interface PanelProps {
  dataset: DatasetView;
  origin: string;
  query: PreviewQuery;
}

/** The one box of the page: what can be had and how. */
export function ActionPanel(props: PanelProps) {
  const t = useT();
  const { dataset } = props;
  if (dataset.granted.length > 0) return <GrantedPanel dataset={dataset} />;
  if (dataset.can['readRecords'] === true) return <TakePanel {...props} />;
  if (dataset.openClass === 'conditional') {
    return (
      <Panel title={t('dataset.apply')} lead={t('dataset.apply-lead')} condition>
        <LinkButton to={`/console/applications/new?dataset=${dataset.code}`} kind="primary" wide>
          {t('application.apply')}
        </LinkButton>
        <Link to="#conditions">{t('dataset.apply-conditions')}</Link>
        <ProvisionLink id="xz-18" />
      </Panel>
    );
  }
  return null;
}

function TakePanel({ dataset, origin, query }: PanelProps) {
  const t = useT();
  const filtered = query.where !== undefined;
  return (
    <Panel title={t(filtered ? 'dataset.take-filtered' : 'dataset.take')} lead={t('dataset.take-lead')}>
      <form className={css('csv')} action={exportLink(dataset.code, 'csv', {} as PreviewQuery)} method="get">
        {query.where !== undefined && <input type="hidden" name="where" value={query.where} />}
        {query.orderBy !== undefined && <input type="hidden" name="orderBy" value={query.orderBy} />}
        <Button kind="primary" icon="download" wide>
          {t('dataset.download-csv')}
        </Button>
        <Checkbox name="bom" label={t('dataset.bom')} />
      </form>
      <Formats dataset={dataset} query={query} />
      <AsOf dataset={dataset} />
      <div className={css('interface')}>
        <h3>{t('dataset.interface')}</h3>
        <Link to="#use">{t('dataset.use')}</Link>
      </div>
      <Code>{`GET ${origin}/api/v1/datasets/${dataset.code}/records?limit=20`}</Code>
      <p className={css('quiet')}>
        <a href={`/api/v1/datasets/${dataset.code}/openapi.json`}>{t('dataset.openapi')}</a>
      </p>
    </Panel>
  );
}

/** What the files hold: of which version, from when. */
function AsOf({ dataset: { version, live } }: Pick<PanelProps, 'dataset'>) {
  const t = useT();
  const format = useFormat();
  if (live || !version?.manifest || version.number === null || version.publishedAt === null) return null;
  const { number, publishedAt, manifest } = version;
  const said = { version: number, date: format.dateTime(publishedAt), rows: manifest.rows };
  return <p className={css('quiet')}>{t('dataset.take-version', said)}</p>;
}

type FurtherFormat = readonly [label: string, format: ExportFormat];
const PROGRAM_FORMATS: readonly FurtherFormat[] = [
  ['Arrow', 'arrow'],
  ['XML', 'xml'],
  ['RDF', 'rdf'],
];
const MAP_FORMATS: readonly FurtherFormat[] = [
  ['GeoJSON', 'geojson'],
  ['Shapefile', 'shp'],
  ['GeoPackage', 'gpkg'],
];

const furtherFormats = (fields: DatasetView['fields']): readonly FurtherFormat[] =>
  fields.some(({ type }) => type === 'geometry') ? [...MAP_FORMATS, ...PROGRAM_FORMATS] : PROGRAM_FORMATS;

function Formats({ dataset: { code, version, fields }, query }: Pick<PanelProps, 'dataset' | 'query'>) {
  const t = useT();
  const format = useFormat();
  const manifest = query.where === undefined ? version?.manifest : undefined;
  return (
    <>
      <div className={css('formats')}>
        <LinkButton to={exportLink(code, 'xlsx', query)} plainLink>
          Excel
        </LinkButton>
        <LinkButton to={exportLink(code, 'json', query)} plainLink>
          JSON
        </LinkButton>
        <LinkButton to={exportLink(code, 'ndjson', query)} plainLink>
          NDJSON
        </LinkButton>
        <LinkButton
          to={exportLink(code, 'parquet', query)}
          plainLink
          aside={manifest ? format.bytes(manifest.data.bytes) : undefined}
        >
          Parquet
        </LinkButton>
      </div>
      <details className={css('others')}>
        <summary>{t('dataset.other-formats')}</summary>
        <ul>
          <li>
            <a href={exportLink(code, 'csv', query, { encoding: 'gb18030' })}>{t('dataset.gb18030')}</a>
          </li>
          <li>
            <a href={exportLink(code, 'csv', query, { neutralise: 'true', bom: 'true' })}>
              {t('dataset.neutralised')}
            </a>
          </li>
          <li>
            <a href={exportLink(code, 'tsv', query)}>TSV</a>
          </li>
          {furtherFormats(fields).map(([label, each]) => (
            <li key={each}>
              <a href={exportLink(code, each, query)}>{label}</a>
            </li>
          ))}
          {typeof version?.number === 'number' && (
            <li>
              <a href={`/api/v1/datasets/${code}/versions/${String(version.number)}/original`}>
                {t('dataset.original')}
              </a>{' '}
              <span className={css('quiet')}>
                {format.list([version.originalName, format.bytes(version.originalBytes)])}
              </span>
            </li>
          )}
        </ul>
      </details>
    </>
  );
}

/** On phones the main action stays in sight: a bar at the foot of the page. */
export function ActionBar({ dataset, query }: Omit<PanelProps, 'origin'>) {
  const t = useT();
  if (dataset.can['readRecords'] !== true || dataset.granted.length > 0) return null;
  return (
    <div className={css('bar')}>
      <LinkButton to={exportLink(dataset.code, 'csv', query)} plainLink kind="primary" icon="download" wide>
        {t('dataset.download-csv')}
      </LinkButton>
      <LinkButton to="#preview" plainLink>
        {t('dataset.preview')}
      </LinkButton>
    </div>
  );
}
