/** Records handed over before the reader may pause. */
export const PAUSE = 2000;
/** Longest `.cpg` and `.prj` that are looked at, in bytes. */
export const CODE_PAGE_BYTES = 64;
export const PROJECTION_BYTES = 64 * 1024;
