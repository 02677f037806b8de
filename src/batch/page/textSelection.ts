/** Keeps the keys and clicks that select rows from selecting text, too. */
export function selectNoText(grid: HTMLElement): void {
  let isByKey = false;
  grid.addEventListener('mousedown', (event) => {
    if (event.shiftKey) {
      event.preventDefault();
      grid.focus({ preventScroll: true });
    }
  });
  grid.addEventListener('keydown', () => {
    isByKey = true;
  });
  document.addEventListener(
    'mousedown',
    () => {
      isByKey = false;
    },
    true,
  );
  // Ctrl+A selects everything in the page, too: VS Code runs its own command for it, a moment later.
  document.addEventListener('selectstart', (event) => {
    if (isByKey && document.activeElement === grid) {
      event.preventDefault();
    }
  });
}
