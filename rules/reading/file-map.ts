import { Type, type Static } from 'typebox';
import { Literals } from '../api/views.ts';

export const MAP_ROLES = ['preamble', 'header', 'data', 'leftOut', 'doubtful', 'footer'] as const;
export type MapRole = (typeof MAP_ROLES)[number];

export const MapCell = Type.Object({
  role: Literals(MAP_ROLES),
  /** First and last row of the file that the cell stands for, 1-based. */
  from: Type.Integer(),
  to: Type.Integer(),
});
export type MapCell = Static<typeof MapCell>;

/** A cell of many rows shows what is rarest in it, so that no single row is lost from sight. */
const WEIGHT: Record<MapRole, number> = {
  data: 0,
  preamble: 1,
  footer: 1,
  leftOut: 2,
  header: 3,
  doubtful: 4,
};
const heavier = (one: MapRole, other: MapRole): MapRole => (WEIGHT[other] > WEIGHT[one] ? other : one);

/**
 * The whole file as cells of equally many rows, made while its rows go by, whose number nobody knows before the end:
 * whenever there are too many cells, each two neighbours become one.
 */
export class FileMap {
  private readonly most: number;
  private rowsInCell = 1;
  private roles: MapRole[] = [];
  private last = 0;

  constructor(most = 200) {
    this.most = most;
  }

  /** Takes the role of a row, by its 1-based number; rows come in order, rows passed over are data. */
  mark(row: number, role: MapRole): void {
    while (Math.ceil(row / this.rowsInCell) > this.most) this.halve();
    const place = Math.floor((row - 1) / this.rowsInCell);
    while (this.roles.length <= place) this.roles.push('data');
    const now = this.roles[place] ?? 'data';
    // The first row of a cell decides, unless a rarer role follows.
    const isFirst = (row - 1) % this.rowsInCell === 0;
    this.roles[place] = isFirst ? role : heavier(now, role);
    this.last = row;
  }

  cells(): MapCell[] {
    return this.roles.map((role, place) => ({
      role,
      from: place * this.rowsInCell + 1,
      to: Math.min(this.last, (place + 1) * this.rowsInCell),
    }));
  }

  private halve(): void {
    const { roles } = this;
    this.roles = Array.from({ length: Math.ceil(roles.length / 2) }, (_, place) =>
      heavier(roles[place * 2] ?? 'data', roles[place * 2 + 1] ?? 'data'),
    );
    this.rowsInCell *= 2;
  }
}

/** The roles that appear, in the order of the file. */
export const rolesIn = (cells: readonly MapCell[]): MapRole[] =>
  MAP_ROLES.filter((role) => cells.some((cell) => cell.role === role));
