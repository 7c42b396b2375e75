// Offers what goes on as it was typed, in a list beneath the search: the WAI-ARIA combobox. Without it the form searches.
const { document, fetch, location, AbortController } = globalThis;
const API = '/api/v1/suggest?q=';
let boxes = 0;

const hrefOf = ({ kind, text, code }) => {
  const asked = (name, value) => `/datasets?${name}=${encodeURIComponent(value)}`;
  if (kind === 'dataset') return `/datasets/${code}`;
  if (kind === 'publisher') return `/bodies/${code}`;
  if (kind === 'domain') return asked('domain', code);
  return asked(kind === 'field' ? 'field' : 'q', text);
};

function part(name, ...children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

/** Text as text, what was typed marked: nothing that comes from outside becomes markup. */
function optionOf(item, words, id) {
  const name = part('span', ...item.pieces.map((piece, at) => (at % 2 === 1 ? part('mark', piece) : piece)));
  const also = item.also === null ? [] : [part('span', item.also)];
  const isOne = item.kind === 'dataset' || item.kind === 'field';
  const count = isOne
    ? words[item.kind]
    : words.counted.replace('@', words[item.kind]).replace('#', item.datasets);
  const option = part(
    'li',
    name,
    ...also.map((each) => ((each.dataset.also = ''), each)),
    part('small', count),
  );
  option.setAttribute('role', 'option');
  option.id = id;
  option.dataset.href = hrefOf(item);
  return option;
}

function prepare(input, list, said, words, id) {
  list.id = id;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', words.label);
  said.setAttribute('role', 'status');
  said.className = words.unseen;
  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': id,
  }))
    input.setAttribute(name, value);
  input.form.append(list, said);
}

function listen(input, list, { ask, close, KEYS }) {
  input.addEventListener('input', ask);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const act = event.isComposing ? undefined : KEYS[event.key];
    if (act && act() !== false) event.preventDefault();
  });
  // A press would take the focus away, and with it the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]');
    if (option) location.assign(option.dataset.href);
  });
}

function begin(form) {
  const input = form.querySelector('input[type=search]');
  const words = JSON.parse(form.dataset.suggest);
  const list = part('ul');
  const said = part('p');
  const id = `suggestions-${(boxes += 1)}`;
  let running = null;
  let active = -1;

  prepare(input, list, said, words, id);
  const options = () => [...list.children];
  function close() {
    running?.abort();
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  }
  function activate(place) {
    active = place;
    for (const [at, option] of options().entries())
      option.setAttribute('aria-selected', String(at === place));
    const option = options()[place];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }
  function show(items) {
    list.replaceChildren(...items.map((item, at) => optionOf(item, words, `${id}-${at}`)));
    list.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(items.length > 0));
    said.textContent = items.length === 0 ? words.none : words.found.replace('#', items.length);
    activate(-1);
  }
  /** The request before it is given up: an older answer is never shown after a newer one. */
  async function ask() {
    running?.abort();
    const mine = (running = new AbortController());
    const typed = input.value.trim();
    if (typed === '' || typed.length > 60) return close();
    try {
      const answer = await fetch(API + encodeURIComponent(typed), { signal: mine.signal });
      const found = answer.ok ? await answer.json() : { items: [] };
      if (mine === running && !mine.signal.aborted) show(found.items);
    } catch {
      if (mine === running && !mine.signal.aborted) close();
    }
  }
  const KEYS = {
    ArrowDown: () =>
      list.hidden ? void ask() : activate(active + 1 < list.children.length ? active + 1 : -1),
    ArrowUp: () => list.hidden || activate(active < 0 ? list.children.length - 1 : active - 1),
    Escape: () => (list.hidden ? false : close()),
    Enter: () => (active < 0 ? false : void location.assign(options()[active].dataset.href)),
    Tab: () => (close(), false),
  };

  listen(input, list, { ask, close, KEYS });
}

for (const form of document.querySelectorAll('form[data-suggest]')) begin(form);
