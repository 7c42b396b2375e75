import type { DatasetView, RecordsPage } from '../../../rules/datasets/datasets.operations.ts';
import { useFormat } from '../../design/language.tsx';
import { Table } from '../../design/table.tsx';
import { useCellValue } from './cell-value.tsx';

/** Rows under the plain names of their fields. */
export function PlainRows({
  dataset: { name, fields },
  rows,
}: {
  dataset: DatasetView;
  rows: RecordsPage['items'];
}) {
  const format = useFormat();
  const cellValue = useCellValue();
  return (
    <Table
      caption={name}
      captionUnseen
      sheet
      columns={fields.map((field) => ({
        key: field.name,
        head: field.unit ? format.beside(field.label || field.name, field.unit) : field.label || field.name,
        numeric: field.type === 'integer' || field.type === 'decimal',
        cell: (row: RecordsPage['items'][number]) => cellValue(row[field.name]),
      }))}
      rows={rows}
      rowKey={(_row, place) => String(place)}
    />
  );
}
