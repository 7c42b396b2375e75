import { renderToStaticMarkup } from 'react-dom/server';
import { chartHeight, Plot } from '../../design/chart/drawing.tsx';
import { fitted } from '../../design/chart/text-width.ts';
import { lookOf } from '../../design/chart/series-look.tsx';
import { LanguageProvider } from '../../design/language.tsx';
import tokens from '../../design/tokens.css?raw';
import type { Language } from '../../../locales/index.ts';
import type { DrawnChart } from './chart-picture.ts';

const WIDTH = 800;
const EDGE = 24;
const INSIDE = WIDTH - 2 * EDGE;
const HEAD = 72;
const FOOT = 56;
const KEY = 24;

/** The chart as one SVG that stands alone: title, picture, source; colours of the light page, which every program knows. */
export function chartFile(language: Language, chart: FileProps): string {
  const markup = renderToStaticMarkup(
    <LanguageProvider language={language}>
      <File {...chart} />
    </LanguageProvider>,
  );
  return withColours(markup);
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
