// What scripts add to public pages that work without them: copying, pictures as PNG, arrow keys in charts, folding on phones.
const { document, navigator, matchMedia, location, Image, setTimeout } = globalThis;

for (const element of document.querySelectorAll('[data-with-scripts]')) element.hidden = false;

/** Says what was done where it was asked for, for two seconds. */
function say(button, words) {
  const before = button.dataset.words ?? button.textContent;
  button.dataset.words = before;
  button.textContent = words;
  setTimeout(() => (button.textContent = before), 2000);
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    const selection = globalThis.getSelection();
    selection.selectAllChildren(source);
    document.execCommand('copy');
  }
  say(button, button.dataset.done);
}

async function takePng(button) {
  const image = new Image();
  image.src = button.dataset.png;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

document.addEventListener('click', (event) => {
  const copying = event.target.closest('[data-copy]');
  if (copying) void copy(copying);
  const drawing = event.target.closest('[data-png]');
  if (drawing) void takePng(drawing);
});

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
for (const chart of document.querySelectorAll('[data-chart] svg')) {
  const marks = [...chart.querySelectorAll('[data-mark]')];
  marks[0]?.setAttribute('tabindex', '0');
  chart.addEventListener('keydown', (event) => {
    const step = STEPS[event.key];
    const place = marks.indexOf(document.activeElement);
    if (step === undefined || place < 0) return;
    const next = marks[Math.min(marks.length - 1, Math.max(0, place + step))];
    marks[place].setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
    event.preventDefault();
  });
}

// A phone's page is long: what nobody asked for begins folded.
if (matchMedia('(width < 43.75rem)').matches) {
  for (const fold of document.querySelectorAll('details[data-fold]')) {
    const asked = decodeURIComponent(location.hash.slice(1));
    const section = fold.closest('section');
    fold.open =
      asked !== '' && (section?.id === asked || document.getElementById(asked)?.closest('details') === fold);
  }
}
const unfold = () => {
  const target =
    location.hash === '' ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const fold = target?.querySelector(':scope > details[data-fold]') ?? target?.closest('details[data-fold]');
  if (fold && !fold.open) {
    fold.open = true;
    target.scrollIntoView();
  }
};
globalThis.addEventListener('hashchange', unfold);
