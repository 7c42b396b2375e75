import script from './map-script.js?url&no-inline';

/** Lets a map be dragged, zoomed by the wheel and moved by keys; without it the links beside it do the same. */
export const MapScript = () => <script src={script} type="module" async />;
