import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { classesOf } from '../classes.ts';
import { useFormat } from '../language.tsx';
import styles from './city-map.module.css';

const css = classesOf(styles);

/** A district in a picture: SVG path data, where its name is written, and what it counts; `step` 1–5 is how much of the most. */
export interface DrawnDistrict {
  code: string;
  name: string;
  outline: string;
  at: readonly [x: number, y: number];
  value: number | null;
  step: 0 | 1 | 2 | 3 | 4 | 5;
  /** Where it leads, where it does. */
  to?: string;
}

/** A mark in a picture; `to` leads on. */
export type DrawnMark = { key: string; to: string; title: string } & (
  | { kind: 'cell' | 'point'; x: number; y: number; radius: number }
  | { kind: 'line' | 'area'; outline: string }
);

interface CityMapProps {
  size: { width: number; height: number };
  /** Says what is seen, for those who do not see it. */
  label: string;
  districts: readonly DrawnDistrict[];
  marks: readonly DrawnMark[];
  picked?: string | undefined;
  /** The small districts in the middle once more, enlarged. */
  inset?: {
    size: { width: number; height: number };
    districts: readonly DrawnDistrict[];
    label: string;
  } | null;
  /** What the script needs to go on from here. */
  state?: string;
  children?: ReactNode;
}

/** The districts of a city on plain paper, shaded by how much, with marks of rows over them. */
export function CityMap({ size, label, districts, marks, picked, inset, state, children }: CityMapProps) {
  return (
    <figure className={css('frame')} data-map={state}>
      <Picture size={size} label={label}>
        <Districts districts={districts} />
        <g aria-hidden="true">
          {marks.map((mark) => (
            <Mark key={mark.key} mark={mark} isPicked={mark.key === picked} />
          ))}
        </g>
        <Names districts={districts} />
      </Picture>
      {inset && (
        <Picture size={inset.size} label={inset.label} isInset>
          <Districts districts={inset.districts} />
          <Names districts={inset.districts} />
        </Picture>
      )}
      <figcaption className={css('note')}>{children}</figcaption>
    </figure>
  );
}

function Picture({
  size: { width, height },
  label,
  isInset = false,
  children,
}: Pick<CityMapProps, 'size' | 'label'> & { isInset?: boolean; children: ReactNode }) {
  return (
    <svg
      className={css('picture', isInset && 'inset')}
      viewBox={`0 0 ${String(width)} ${String(height)}`}
      preserveAspectRatio={isInset ? 'xMidYMid meet' : 'xMidYMid slice'}
      role="group"
      aria-label={label}
    >
      {children}
    </svg>
  );
}

const Districts = ({ districts }: Pick<CityMapProps, 'districts'>) => (
  <g aria-hidden="true">
    {districts.map(({ code, outline, step, to }) => {
      const path = (
        <path key={code} d={outline} className={css('land', step > 0 && `step-${String(step)}`)} />
      );
      return to === undefined ? (
        path
      ) : (
        <Link key={code} to={to} tabIndex={-1}>
          {path}
        </Link>
      );
    })}
  </g>
);

/** From this shade on, words are light. */
const DARK = 4;

function Names({ districts }: Pick<CityMapProps, 'districts'>) {
  const format = useFormat();
  return (
    <g aria-hidden="true">
      {districts.map(({ code, name, at: [x, y], value, step }) => (
        <text
          key={code}
          x={Math.round(x)}
          y={Math.round(y)}
          className={css('name', step >= DARK && 'on-dark')}
        >
          {name}
          {value !== null && (
            <tspan x={Math.round(x)} dy="1.25em" className={css('value')}>
              {format.number(value)}
            </tspan>
          )}
        </text>
      ))}
    </g>
  );
}

/** Not in the order of the tab key: what stands beside the picture lists the same. */
function Mark({ mark, isPicked }: { mark: DrawnMark; isPicked: boolean }) {
  const className = css(mark.kind, isPicked && 'picked');
  return (
    <Link to={mark.to} tabIndex={-1} preventScrollReset>
      {'outline' in mark ? (
        <path d={mark.outline} className={className}>
          <title>{mark.title}</title>
        </path>
      ) : (
        <circle
          cx={mark.x.toFixed(1)}
          cy={mark.y.toFixed(1)}
          r={mark.radius.toFixed(1)}
          className={className}
        >
          <title>{mark.title}</title>
        </circle>
      )}
    </Link>
  );
}
