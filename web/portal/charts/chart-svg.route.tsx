import { renderToStaticMarkup } from 'react-dom/server';
import type { LoaderFunctionArgs } from 'react-router';
import { formatter } from '../../design/format.ts';
import { chartHeight, Plot } from '../../design/chart/drawing.tsx';
import { fitted } from '../../design/chart/text-width.ts';
import { lookOf } from '../../design/chart/series-look.tsx';
import { LanguageProvider } from '../../design/language.tsx';
import tokens from '../../design/tokens.css?raw';
import { translator, type Language } from '../../../locales/index.ts';
import { pageOf } from '../../app/page-context.ts';
import { problemResponse } from '../../app/problem-view.ts';
import { publisherName } from '../dataset-mark.ts';
import { drawnChart, type DrawnChart } from './chart-picture.ts';
import { chartSays, chartTitle } from './chart-words.ts';
import { loadChart, type ChartData } from './load-chart.ts';

const WIDTH = 800;
const EDGE = 24;
const INSIDE = WIDTH - 2 * EDGE;
const HEAD = 72;
const FOOT = 56;
const KEY = 24;

/** The chart as one file that stands alone: title, picture, source; colours of the light page, which every program knows. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const found = await loadChart(args);
  const { language, city } = pageOf(args.context).port;
  if (!found.spec || !found.counted?.ok)
    throw problemResponse(found.counted?.ok === false ? found.counted.problem.code : 'not-found');
  const t = translator(language);
  const format = formatter(language);
  const drawn = drawnChart(found.spec, found.fields, found.counted.value, { t, number: format.number });
  const words = {
    title: chartTitle(found.spec, found.fields, t),
    says: chartSays(found.spec, found.fields, drawn, { t, format }),
    source: `${publisherName(found.dataset, language)}  ${found.dataset.name}  ${asOf(found, language)}  ${city.platformName}`,
    address: `${found.origin}/datasets/${found.dataset.code}`,
  };
  const markup = renderToStaticMarkup(
    <LanguageProvider language={language}>
      <File drawn={drawn} {...words} />
    </LanguageProvider>,
  );
  return new Response(withColours(markup), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-disposition': `inline; filename="${found.dataset.code}.svg"`,
    },
  });
}

function asOf({ dataset: { version } }: ChartData, language: Language): string {
  if (typeof version?.number !== 'number' || version.publishedAt === null) return '';
  return translator(language)('look.as-of', {
    version: version.number,
    date: formatter(language).date(version.publishedAt),
  });
}

interface FileProps {
  drawn: DrawnChart;
  title: string;
  says: string;
  source: string;
  address: string;
}

function File({ drawn, title, says, source, address }: FileProps) {
  const { picture } = drawn;
  const keyed = picture.series.length > 1 ? KEY : 0;
  const high = chartHeight(picture, INSIDE);
  const height = HEAD + keyed + high + FOOT;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={WIDTH}
      height={height}
      viewBox={`0 0 ${String(WIDTH)} ${String(height)}`}
      fontFamily="var(--sans)"
      fontSize="12"
      fill="var(--ink)"
    >
      <title>{title}</title>
      <desc>{says}</desc>
      <rect width={WIDTH} height={height} fill="var(--paper)" />
      <text x={EDGE} y={34} fontSize="18" fontWeight="700">
        {fitted(title, INSIDE / 18)}
      </text>
      <text x={EDGE} y={56} fill="var(--ink-2)">
        {fitted(says, INSIDE / 12)}
      </text>
      {keyed > 0 && <Key drawn={drawn} />}
      <g transform={`translate(${String(EDGE)} ${String(HEAD + keyed)})`}>
        <Plot chart={picture} width={INSIDE} height={high} />
      </g>
      <g fill="var(--ink-3)" fontSize="11">
        <text x={EDGE} y={height - 28}>
          {fitted(source, INSIDE / 11)}
        </text>
        <text x={EDGE} y={height - 12}>
          {address}
        </text>
      </g>
    </svg>
  );
}

function Key({ drawn: { picture } }: { drawn: DrawnChart }) {
  const room = INSIDE / picture.series.length;
  return picture.series.map(({ name }, which) => {
    const { fill, stroke } = lookOf(which);
    return (
      <g key={name} transform={`translate(${String(EDGE + which * room)} ${String(HEAD)})`}>
        <rect x=".5" y=".5" width="11" height="11" fill={fill} stroke={stroke} />
        <text x="18" y="10">
          {fitted(name, (room - 30) / 12)}
        </text>
      </g>
    );
  });
}

/** Few programs that read SVG know variables: each stands for its colour of the light page. */
function withColours(markup: string): string {
  const [light = ''] = tokens.split('@media');
  const values = new Map(
    [...light.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
  return markup.replaceAll(/var\((--[\w-]+)\)/g, (whole, name: string) =>
    (values.get(name) ?? whole).replaceAll('"', "'").replaceAll(/\s+/g, ' ').trim(),
  );
}
