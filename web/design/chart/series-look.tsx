/** How a series looks, told apart by shape and then by colour: fill and edge of areas, dashes and marks of lines. */
interface Look {
  fill: string;
  stroke: string;
  dash: string;
  /** The path of its mark, about the middle 0 0. */
  mark: string;
}

const LOOKS: readonly Look[] = [
  {
    fill: 'var(--much-4)',
    stroke: 'var(--much-4)',
    dash: '',
    mark: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z',
  },
  { fill: 'var(--paper)', stroke: 'var(--ink)', dash: '6 3', mark: 'M-3.2-3.2h6.4v6.4h-6.4z' },
  { fill: 'var(--late)', stroke: 'var(--ochre)', dash: '2 3', mark: 'M0-4.2L4 3.2H-4z' },
  {
    fill: 'var(--volume-2)',
    stroke: 'var(--malachite)',
    dash: '9 3 2 3',
    mark: 'M0-4.4L4.4 0L0 4.4L-4.4 0z',
  },
  { fill: 'var(--ink-2)', stroke: 'var(--ink-2)', dash: '1 2', mark: 'M-4-1h3v-3h2v3h3v2h-3v3h-2v-3h-3z' },
];
const PLAIN: Look = { fill: 'var(--sunk)', stroke: 'var(--edge)', dash: '', mark: '' };

export const lookOf = (series: number): Look => LOOKS[series] ?? PLAIN;

/** A sample beside the name of a series. */
export function Swatch({ series, line }: { series: number; line: boolean }) {
  const { fill, stroke, dash, mark } = lookOf(series);
  return (
    <svg width="24" height="12" viewBox="0 0 24 12" aria-hidden="true">
      {line ? (
        <>
          <path d="M0 6h24" stroke={stroke} strokeWidth="2" strokeDasharray={dash} fill="none" />
          <path d={mark} transform="translate(12 6)" fill={stroke} />
        </>
      ) : (
        <rect x="6.5" y=".5" width="11" height="11" fill={fill} stroke={stroke} />
      )}
    </svg>
  );
}
