import { getBoundaries, getMap, getTile, listPlaces } from '../../../rules/maps/maps.operations.ts';
import { handle, type Handled } from '../../plugins/operations.ts';
import { boundaries, map, tile } from './map.use-cases.ts';
import { places } from './places.use-case.ts';

export const mapOperations: readonly Handled[] = [
  handle(getMap, map),
  handle(getTile, tile),
  handle(getBoundaries, boundaries),
  handle(listPlaces, places),
];
