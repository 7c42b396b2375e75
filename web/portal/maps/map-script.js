// Moves a map in place: every view has its own address, whose page the server draws; here only its map is put in.
const { document, fetch, history, location, URL, DOMParser, setTimeout, clearTimeout } = globalThis;

const TILE = 512;
const MOST_ZOOM = 18;
const STEP = 120;
const ROOT = '[data-map-root]';
let asked = 0;

const picture = () => document.querySelector(`${ROOT} figure[data-map] svg`);
const view = () => {
  const [lon, lat, zoom] = picture().closest('figure').dataset.map.split(',').map(Number);
  return { lon, lat, zoom };
};
/** Pixels of the screen for one step of the picture, of which it shows the middle. */
const pixels = () => {
  const svg = picture();
  const { width, height } = svg.viewBox.baseVal;
  return Math.max(svg.clientWidth / width, svg.clientHeight / height);
};

/** The address of the view `dx`, `dy` pixels further and `nearer` zooms nearer. */
function address(dx, dy, nearer = 0) {
  const { lon, lat, zoom } = view();
  const scale = TILE * 2 ** zoom * pixels();
  const y = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI) + dy / scale;
  const latThere = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
  const lonThere = lon + (dx / scale) * 360;
  const next = new URL(location.href);
  const zoomThere = Math.max(0, Math.min(MOST_ZOOM, zoom + nearer));
  next.searchParams.set('at', `${lonThere.toFixed(5)},${latThere.toFixed(5)},${zoomThere}`);
  return next;
}

async function show(url) {
  const mine = (asked += 1);
  const root = document.querySelector(ROOT);
  root.setAttribute('aria-busy', 'true');
  const response = await fetch(url, { headers: { accept: 'text/html' } }).catch(() => null);
  if (mine !== asked) return;
  const page = response?.ok && new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = page && page.querySelector(ROOT);
  if (!next) return location.assign(url);
  if (mine !== asked) return;
  const hadFocus = root.contains(document.activeElement);
  const label = document.activeElement?.textContent;
  const wasPicture = document.activeElement === picture();
  root.replaceWith(next);
  history.replaceState(null, '', url);
  begin();
  if (wasPicture) picture()?.focus({ preventScroll: true });
  else if (hadFocus) {
    [...next.querySelectorAll('a')]
      .find((link) => link.textContent === label)
      ?.focus({ preventScroll: true });
  }
}

const KEYS = {
  ArrowLeft: [-STEP, 0, 0],
  ArrowRight: [STEP, 0, 0],
  ArrowUp: [0, -STEP, 0],
  ArrowDown: [0, STEP, 0],
  '+': [0, 0, 1],
  '=': [0, 0, 1],
  '-': [0, 0, -1],
};

let wheel = 0;
let waiting;
/** The page scrolls on by itself unless the map has the focus or a control key is held. */
function turn(event) {
  if (!event.ctrlKey && document.activeElement !== picture()) return;
  event.preventDefault();
  wheel += event.deltaY;
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const nearer = wheel < 0 ? 1 : -1;
    wheel = 0;
    void show(address(0, 0, nearer));
  }, 120);
}

let drag = null;
function press(event) {
  if (event.button !== 0) return;
  drag = { x: event.clientX, y: event.clientY, moved: false };
}
function move(event) {
  if (!drag) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.moved ||= Math.abs(dx) + Math.abs(dy) > 4;
  if (!drag.moved) return;
  picture().setPointerCapture(event.pointerId);
  const perStep = pixels();
  for (const part of picture().children)
    part.setAttribute('transform', `translate(${dx / perStep} ${dy / perStep})`);
}
function release(event) {
  const done = drag;
  drag = null;
  if (!done?.moved) return;
  picture().addEventListener('click', (click) => click.preventDefault(), { capture: true, once: true });
  void show(address(done.x - event.clientX, done.y - event.clientY));
}

function begin() {
  const svg = picture();
  for (const element of document.querySelectorAll(`${ROOT} [data-with-scripts]`)) element.hidden = false;
  if (!svg) return;
  svg.setAttribute('tabindex', '0');
  svg.setAttribute('aria-describedby', 'map-keys');
  svg.addEventListener('wheel', turn, { passive: false });
  svg.addEventListener('pointerdown', press);
  svg.addEventListener('pointermove', move);
  svg.addEventListener('pointerup', release);
  svg.addEventListener('pointercancel', () => (drag = null));
  svg.addEventListener('dragstart', (event) => event.preventDefault());
  svg.addEventListener('keydown', (event) => {
    const step = KEYS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void show(address(...step));
  });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest(`${ROOT} a`);
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey) return;
  const href = link.href.baseVal ?? link.href;
  const url = new URL(href, location.href);
  if (url.pathname !== location.pathname) return;
  event.preventDefault();
  void show(url);
});
begin();
