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

// The page has the keyboard when VS Code gives it, which may be later than it is shown.
window.addEventListener('focus', focusSafely);

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  const shown = Object.entries(data).map(([side, picture]) => show(side, picture));
  void Promise.all(shown).then((failures) => {
    say(failures.filter(Boolean).join(' '));
  });
});

focusSafely();
vscode.postMessage({ kind: 'ready' });

/** To the button that changes nothing, unless the person is at another one already. */
function focusSafely(): void {
  if (document.activeElement === document.body || document.activeElement === null) {
    cancel?.focus();
  }
}

/** @returns what to say of it: nothing, or that it cannot be shown */
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
  return '';
}

/** For whoever has the page read to them. */
function say(text: string): void {
  const status = document.querySelector('[role=status]');
  if (status) {
    status.textContent = text === '' ? (status.getAttribute('data-done') ?? '') : text;
  }
}
