import type { ReactNode } from 'react';

/** A text in pieces, those at odd places marked as found. */
export const Pieces = ({ pieces }: { pieces: readonly string[] }): ReactNode =>
  pieces.map((piece, place) => (place % 2 === 1 ? <mark key={place}>{piece}</mark> : piece));
