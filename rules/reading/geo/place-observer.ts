import { cellText, type RowView } from '../row-view.ts';
import type { RowList } from '../table-observer.ts';
import { addRow, whereabouts } from './geometry-observer.ts';
import { placeColumns, type PlaceColumns } from './place-columns.ts';

/** What was seen of the places in columns of longitude and latitude. */
export interface PlaceFacts {
  columns: readonly PlaceColumns[];
  places: number;
  metres: RowList;
  swapped: RowList;
  outside: RowList;
  /** Places written in degrees, minutes and seconds. */
  sexagesimal: RowList;
}

const NUMBER = /^\s*[+-]?\d+(?:\.\d+)?\s*°?\s*$/;
const SEXAGESIMAL =
  /^\s*[NSEW东西南北]?[经纬]?\s*(\d{1,3})\s*[°度º˚]\s*(\d{1,2})(?:\.\d+)?\s*['′’‘分](?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:["″”“秒]|''|′′)?)?\s*[NSEW]?\s*$/i;

/** Degrees of `121°28′12″` or `东经121度28分`; null for another text. */
function sexagesimalDegrees(text: string): number | null {
  const match = text.length > 40 ? null : SEXAGESIMAL.exec(text);
  if (!match) return null;
  const [, degrees, minutes, seconds = 0] = match;
  return Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
}

const list = (): RowList => ({ count: 0, rows: [] });

/** Takes the places of every row once. */
export class PlaceObserver {
  readonly facts: PlaceFacts;

  constructor(labels: readonly string[]) {
    this.facts = {
      columns: placeColumns(labels),
      places: 0,
      metres: list(),
      swapped: list(),
      outside: list(),
      sexagesimal: list(),
    };
  }

  row(view: RowView): void {
    for (const { x, y } of this.facts.columns) this.place(cellText(view, x), cellText(view, y), view.number);
  }

  private place(x: string, y: string, row: number): void {
    const { facts } = this;
    const [lon, lat] = [degreesOf(x), degreesOf(y)];
    if (lon === null || lat === null) return;
    facts.places++;
    if (lon.isSexagesimal || lat.isSexagesimal) addRow(facts.sexagesimal, row);
    const where = whereabouts(lon.degrees, lat.degrees);
    if (where === 'swapped') addRow(facts.swapped, row);
    else if (where === 'nowhere') addRow(facts.outside, row);
    else if (where === 'metres') addRow(facts.metres, row);
  }
}

interface Degrees {
  degrees: number;
  isSexagesimal: boolean;
}

function degreesOf(text: string): Degrees | null {
  if (NUMBER.test(text)) return { degrees: Number.parseFloat(text), isSexagesimal: false };
  const degrees = sexagesimalDegrees(text);
  return degrees === null ? null : { degrees, isSexagesimal: true };
}
