import type { Given } from '../../page/givenPictures.ts';
import { givenInTexts } from '../../page/givenPictures.ts';

/**
 * What is on the clipboard, read without a key. Files that were copied elsewhere aren’t visible this
 * way.
 *
 * @throws what the browser throws if it doesn’t allow reading it
 */
export async function givenInClipboard(): Promise<Given> {
  const items = await navigator.clipboard.read();
  const pictures = await Promise.all(items.map(pictureIn));
  const files = pictures.flatMap((blob) => (blob === undefined ? [] : [{ name: '', blob }]));
  if (files.length > 0) {
    return { kind: 'files', files };
  }
  const [html, text] = await Promise.all(
    ['text/html', 'text/plain'].map((type) => textIn(items, type)),
  );
  return givenInTexts({ ...(html && { html }), ...(text && { text }) });
}

/** A drawing comes last: it may be the source of the picture next to it. */
async function pictureIn(item: ClipboardItem): Promise<Blob | undefined> {
  const types = item.types.filter((type) => type.startsWith('image/'));
  const type = types.find((one) => !one.includes('svg')) ?? types[0];
  return type === undefined ? undefined : item.getType(type);
}

async function textIn(items: ClipboardItems, type: string): Promise<string> {
  const item = items.find(({ types }) => types.includes(type));
  return item === undefined ? '' : (await item.getType(type)).text();
}
