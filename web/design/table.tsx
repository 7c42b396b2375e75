import { useId, type ReactNode } from 'react';
import styles from './table.module.css';
import { classesOf } from './classes.ts';
import { useT } from './language.tsx';
import { escaped, Markup } from './markup.ts';

const css = classesOf(styles);

export interface Column<Row> {
  key: string;
  /** null over buttons and links: “操作” is then said aloud. */
  head: ReactNode;
  cell: (row: Row) => ReactNode | Markup;
  /** Digits to the right, on one line. */
  numeric?: boolean;
  /** Left out in large display and on phones, where the row's own page tells it. */
  minor?: boolean;
}

interface TableProps<Row> {
  caption: string;
  /** Said aloud only; the heading above already shows it. */
  captionUnseen?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, place: number) => string;
  /** Ruled like a data sheet: every column parted, heads on a band. */
  sheet?: boolean;
  /** Stands in place of a table without rows. */
  empty?: ReactNode;
}

// A frame that scrolls must take the focus (WCAG 2.1.1), which the lint rule knows only of widgets.
const SCROLLED_BY_KEYS = { role: 'group', tabIndex: 0 };

const SHEET_COLUMNS_OF_A_PHONE = 2;

/** Rows in a frame that scrolls sideways, the first column fixed; the frame takes the focus so that keys scroll it. */
export function Table<Row>({ caption, captionUnseen, columns, rows, rowKey, sheet, empty }: TableProps<Row>) {
  const id = useId();
  const t = useT();
  if (rows.length === 0 && empty !== undefined) return empty;
  const frame = (
    <div className={css('frame', sheet && 'sheet')} aria-labelledby={id} {...SCROLLED_BY_KEYS}>
      <table className={css('table')}>
        <caption id={id} className={css('caption', captionUnseen && 'unseen')}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map(({ key, head, numeric, minor }) => (
              <th key={key} scope="col" className={css(numeric && 'numeric', minor && 'minor')}>
                {head ?? <span className={css('unseen')}>{t('design.table.actions')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <Body columns={columns} rows={rows} rowKey={rowKey} />
      </table>
    </div>
  );
  // Said where fingers, not scroll bars, find out that there is more.
  return sheet && columns.length > SHEET_COLUMNS_OF_A_PHONE ? (
    <div className={css('slid')}>
      <p className={css('slides')}>{t('design.table.slides', { columns: columns.length })}</p>
      {frame}
    </div>
  ) : (
    frame
  );
}

type Cell = ReactNode | Markup;
const isText = (cell: Cell): cell is string | number | Markup =>
  typeof cell === 'string' || typeof cell === 'number' || cell instanceof Markup;
const htmlOf = (cell: string | number | Markup): string =>
  cell instanceof Markup ? cell.html : escaped(String(cell));

type BodyProps<Row> = Pick<TableProps<Row>, 'columns' | 'rows' | 'rowKey'>;

/** Rows of text alone are written as one text: an element for each cell was a third of a dataset's page. */
function Body<Row>({ columns, rows, rowKey }: BodyProps<Row>) {
  const cells = rows.map((row): Cell[] => columns.map(({ cell }) => cell(row)));
  const classes = columns.map(({ numeric, minor }, place) =>
    css(numeric && 'numeric', minor && place > 0 && 'minor'),
  );
  if (cells.every((row) => row.every(isText))) {
    const tags = classes.map((name, place) => {
      const marked = name === '' ? '' : ` class="${name}"`;
      return place === 0 ? [`<th scope="row"${marked}>`, '</th>'] : [`<td${marked}>`, '</td>'];
    });
    const written = cells.map((row) =>
      row.map((cell, place) => tags[place]?.join(isText(cell) ? htmlOf(cell) : '') ?? '').join(''),
    );
    return <tbody dangerouslySetInnerHTML={{ __html: written.map((row) => `<tr>${row}</tr>`).join('') }} />;
  }
  return (
    <tbody>
      {rows.map((row, place) => (
        <tr key={rowKey(row, place)}>
          {columns.map(({ key }, column) => (
            <BodyCell
              key={key}
              cell={cells[place]?.[column]}
              isHead={column === 0}
              className={classes[column] ?? ''}
            />
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function BodyCell({ cell, isHead, className }: { cell: Cell; isHead: boolean; className: string }) {
  const held =
    cell instanceof Markup ? { dangerouslySetInnerHTML: { __html: cell.html } } : { children: cell };
  return isHead ? <th scope="row" className={className} {...held} /> : <td className={className} {...held} />;
}
