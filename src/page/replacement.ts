import './replacement.css';
import type { FromPage, ShownPicture, ToPage } from './messages.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const vscode = acquireVsCodeApi();
const cancel = document.querySelector<HTMLButtonElement>('button[value=cancel]');

for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => {
    vscode.postMessage({ kind: 'answer', answer: button.value as 'cancel' });
  });
}

document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') {
    cancel?.click();
  }
});

// VS Code may focus the page later than it shows it.
window.addEventListener('focus', focusSafely);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  const shown = Object.entries(data).map(([side, picture]) => show(side, picture));
  void Promise.all(shown).then((failures) => {
    say(failures.filter(Boolean).join(' '));
  });
});

focusSafely();
vscode.postMessage({ kind: 'ready' });

/** Focuses the button that changes nothing, unless something else is focused. */
function focusSafely(): void {
  if (document.activeElement === document.body || document.activeElement === null) {
    cancel?.focus();
  }
}

/** Shows a picture. @returns why it can't be shown, or an empty string */
async function show(side: string, { bytes, type }: ShownPicture): Promise<string> {
  const figure = document.getElementById(side);
  const image = figure?.querySelector('img');
  const instead = figure?.querySelector<HTMLElement>('.instead');
  if (!image || !instead) {
    return '';
  }
  image.src = URL.createObjectURL(new Blob([bytes], { type }));
  try {
    await image.decode();
  } catch {
    instead.textContent = instead.dataset.failure ?? '';
    return instead.textContent;
  }
  const caption = figure?.querySelector<HTMLElement>('[data-unmeasured]');
  if (caption && image.naturalWidth > 0) {
    const sides = [image.naturalWidth, image.naturalHeight];
    const words = caption.dataset.unmeasured ?? '';
    caption.append(` · ${words.replace(/\{(\d)\}/g, (_, index) => String(sides[Number(index)]))}`);
    delete caption.dataset.unmeasured;
  }
  instead.hidden = true;
  image.hidden = false;
  if (side === 'new') {
    preview(image.src);
  }
  return '';
}

/** Shows the new picture as record pages do. */
function preview(source: string): void {
  const figure = document.getElementById('preview');
  for (const image of figure?.querySelectorAll('img') ?? []) {
    image.src = source;
  }
  figure?.removeAttribute('hidden');
}

/** Announces a text to screen readers; an empty one stands for success. */
function say(text: string): void {
  const status = document.querySelector('[role=status]');
  if (status) {
    status.textContent = text === '' ? (status.getAttribute('data-done') ?? '') : text;
  }
}
