import { createHash } from 'node:crypto';

/** The script of a page's Copy buttons. Over plain HTTP, browsers have only the old clipboard API. */
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

/** For the page's content security policy, which allows only this script. */
export const COPY_SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;
