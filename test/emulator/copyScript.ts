import { createHash } from 'node:crypto';

/** What the Copy buttons of a page do. Over plain http, browsers have no clipboard but the old one. */
const SCRIPT = `
for (const button of document.querySelectorAll('button[data-copies]')) {
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
  });
}
`;

export const COPY_SCRIPT = `<script>${SCRIPT}</script>`;

/** For the page's policy, which allows this script and no other. */
export const COPY_SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
