/** What a person pasted or dropped on a page. It must be read while the event lasts. */
export type Given =
  | { readonly kind: 'files'; readonly files: readonly GivenPicture[] }
  /** Files of the editor's explorer, as the texts of their URIs. Only the extension can read them. */
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  /** A picture on the web, which isn’t downloaded yet. */
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'folder' | 'text' | 'nothing' };

/** A file, or a picture that was never in one. What it contains is for the extension to find out. */
export interface GivenPicture {
  /** Empty if it was never in a file. */
  readonly name: string;
  readonly blob: Blob;
}

/** The editor's own types, then those of other programs. Browsers write them in lower case. */
const RESOURCES = 'resourceurls';
const CODE_URIS = 'application/vnd.code.uri-list';
const URIS = 'text/uri-list';

/** Whether a drag has anything of which a page could get a picture. */
export function mayGivePictures({ types }: DataTransfer): boolean {
  const wanted = ['files', RESOURCES, CODE_URIS, URIS, 'text/html'];
  return types.some((type) => wanted.includes(type.toLowerCase()));
}

export function givenIn(transfer: DataTransfer): Given {
  const uris = explorerUris(transfer);
  if (uris.length > 0) {
    return { kind: 'uris', uris };
  }
  const { files, hasFolders } = filesIn(transfer);
  if (files.length > 0 || hasFolders) {
    return files.length > 0 ? { kind: 'files', files } : { kind: 'folder' };
  }
  return givenInTexts({
    html: transfer.getData('text/html'),
    uris: transfer.getData(URIS),
    text: transfer.getData('text/plain'),
  });
}

/** The same for texts. */
export function givenInTexts({
  html = '',
  uris = '',
  text = '',
}: {
  readonly html?: string;
  readonly uris?: string;
  readonly text?: string;
}): Given {
  const links = lines(uris);
  const local = links.filter((uri) => /^(?:file|vscode-[a-z-]+):/i.test(uri));
  if (local.length > 0) {
    return { kind: 'uris', uris: local };
  }
  for (const address of [pictureInHtml(html), ...links, text.trim()]) {
    const given = address === undefined ? undefined : givenAt(address);
    if (given !== undefined) {
      return given;
    }
  }
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i.test(text.trim())) {
    return { kind: 'files', files: [{ name: '', blob: new Blob([text.trim()]) }] };
  }
  return { kind: `${html}${uris}${text}`.trim() === '' ? 'nothing' : 'text' };
}

/** A web address or a data URL; undefined for any other text. */
function givenAt(address: string): Given | undefined {
  if (/^data:image\//i.test(address)) {
    const blob = blobOfDataUrl(address);
    return blob && { kind: 'files', files: [{ name: '', blob }] };
  }
  return /^https?:\/\/\S+$/i.test(address) && URL.canParse(address)
    ? { kind: 'url', url: address }
    : undefined;
}

function explorerUris(transfer: DataTransfer): string[] {
  const resources = transfer.getData(RESOURCES);
  if (resources !== '') {
    try {
      const parsed: unknown = JSON.parse(resources);
      const uris = Array.isArray(parsed) ? parsed.filter((uri) => typeof uri === 'string') : [];
      if (uris.length > 0) {
        return uris;
      }
    } catch {
      // Another program's. The other types may have more.
    }
  }
  return lines(transfer.getData(CODE_URIS));
}

/** Lines that start with # are comments. */
function lines(uriList: string): string[] {
  return uriList
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function filesIn({ items, files }: DataTransfer): {
  readonly files: GivenPicture[];
  readonly hasFolders: boolean;
} {
  const folders = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => item.webkitGetAsEntry()?.isDirectory === true);
  return {
    files: [...files]
      .filter((_, index) => folders[index] !== true)
      .map((file) => ({ name: isNamedByBrowser(file) ? '' : file.name, blob: file })),
    hasFolders: folders.includes(true),
  };
}

/** Browsers give this name to a picture that is on the clipboard without a file. */
function isNamedByBrowser({ name }: File): boolean {
  return name === 'image.png';
}

/** The source of the first picture. A document of this kind loads nothing, and runs nothing. */
function pictureInHtml(html: string): string | undefined {
  if (html === '') {
    return undefined;
  }
  const found = new DOMParser().parseFromString(html, 'text/html').querySelector('img[src]');
  return found?.getAttribute('src')?.trim();
}

/** Without a request, which a page's policy forbids. Undefined if it’s malformed. */
function blobOfDataUrl(url: string): Blob | undefined {
  const [, parameters = '', data = ''] = /^data:([^,]*),([^]*)$/i.exec(url) ?? [];
  try {
    const isBase64 = /;\s*base64\s*$/i.test(parameters);
    const decoded = decodeURIComponent(data);
    return new Blob([
      isBase64 ? Uint8Array.from(atob(decoded), (one) => one.charCodeAt(0)) : decoded,
    ]);
  } catch {
    return undefined;
  }
}
