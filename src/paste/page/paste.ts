import './paste.css';
import { Announcer } from '../../page/announcer.ts';
import { receiveDrops } from '../../page/dropTarget.ts';
import { byId, setText } from '../../page/element.ts';
import type { Given, GivenPicture } from '../../page/givenPictures.ts';
import { givenIn } from '../../page/givenPictures.ts';
import { HostWatch } from '../../page/hostWatch.ts';
import { givenInClipboard } from './clipboard.ts';
import type { FromPastePage, PasteState, ToPastePage } from './messages.ts';
import { MOST_BYTES, MOST_PICTURES } from './messages.ts';
import { PictureList } from './pictureList.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPastePage): void;
  setState(state: { readonly hadPictures: boolean }): void;
};

const vscode = acquireVsCodeApi();
const say = (message: FromPastePage): void => {
  vscode.postMessage(message);
};
/** Can be edited only because VS Code pastes nowhere else. Nothing can be typed in it. */
const zone = byId('zone');
const buttons = {
  upload: byId('upload'),
  download: byId('download'),
  paste: byId('paste'),
  choose: byId('choose'),
};
const chooser = byId('chooser') as HTMLInputElement;
const announcer = new Announcer();
const list = new PictureList(byId('pictures'), (id) => {
  say({ kind: 'remove', id });
  zone.focus();
});
const host = new HostWatch(
  () => {
    say({ kind: 'ping' });
  },
  (isDisconnected) => {
    byId('disconnected').hidden = !isDisconnected;
  },
);
let shown = '';
/**
 * Whether the page was just opened, or given something that may have been dragged from elsewhere in
 * the window: then it takes the focus.
 */
let isGiven = true;
/** Counts what was given: reading takes time, and only the latest counts. */
let turn = 0;

window.addEventListener('message', ({ data }: MessageEvent<ToPastePage>) => {
  host.heard();
  if (data.kind === 'state') {
    draw(data.state);
  } else if (data.kind === 'bytes') {
    void list.show(data.id, data.bytes);
  }
});

document.addEventListener('paste', (event) => {
  event.preventDefault();
  if (event.clipboardData !== null) {
    give(givenIn(event.clipboardData));
  }
});
receiveDrops(document.documentElement, {
  placeOf: () => zone,
  onDrop: (given) => {
    give(given, true);
  },
});
zone.addEventListener('beforeinput', (event) => {
  event.preventDefault();
});
document.addEventListener('keydown', ({ key, ctrlKey, metaKey }) => {
  // Before VS Code pastes.
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'v') {
    zone.focus();
  }
});
// VS Code may focus the page later than it shows it.
window.addEventListener('focus', () => {
  if (document.activeElement === document.body || document.activeElement === null) {
    zone.focus();
  }
});

buttons.paste.addEventListener('click', () => {
  givenInClipboard().then(give, () => {
    say({ kind: 'lack', lack: 'clipboard-refused', isDrop: false });
  });
});
buttons.choose.addEventListener('click', () => {
  chooser.click();
});
chooser.addEventListener('change', () => {
  const files = [...(chooser.files ?? [])].map((file) => ({ name: file.name, blob: file }));
  // The same file can be chosen again.
  chooser.value = '';
  if (files.length > 0) {
    give({ kind: 'files', files });
  }
});
for (const kind of ['upload', 'download'] as const) {
  buttons[kind].addEventListener('click', () => {
    if (buttons[kind].getAttribute('aria-disabled') !== 'true') {
      say({ kind });
    }
  });
}

const isMac = navigator.platform.startsWith('Mac');
byId(isMac ? 'keys-mac' : 'keys').hidden = false;
zone.focus();
say({ kind: 'ready' });

function give(given: Given, isDrop = false): void {
  turn += 1;
  isGiven = true;
  switch (given.kind) {
    case 'files':
      void giveFiles(given.files, turn);
      break;
    case 'uris':
      say({ kind: 'uris', uris: given.uris });
      break;
    case 'url':
      say({ kind: 'url', url: given.url });
      break;
    default:
      say({ kind: 'lack', lack: given.kind, isDrop });
  }
}

async function giveFiles(given: readonly GivenPicture[], own: number): Promise<void> {
  const files: { name: string; bytes: Uint8Array }[] = [];
  const tooLarge: string[] = [];
  const unreadable: string[] = [];
  let room = MOST_BYTES;
  for (const { name, blob } of given.slice(0, MOST_PICTURES)) {
    if (blob.size > room) {
      tooLarge.push(name);
      continue;
    }
    try {
      files.push({ name, bytes: new Uint8Array(await blob.arrayBuffer()) });
      room -= blob.size;
    } catch {
      unreadable.push(name);
    }
  }
  if (own === turn) {
    const beyond = Math.max(0, given.length - MOST_PICTURES);
    say({ kind: 'files', files, tooLarge, unreadable, beyond });
  }
}

function draw({ pictures, note = '', download, canUpload, isBusy }: PasteState): void {
  list.draw(pictures);
  setText(byId('note'), note);
  byId('note').hidden = note === '';
  setText(buttons.download, download ?? '');
  buttons.download.hidden = download === undefined;
  buttons.upload.hidden = !canUpload;
  for (const button of [buttons.upload, buttons.download]) {
    button.setAttribute('aria-disabled', String(isBusy));
  }
  announce(pictures, note);
  // Enter continues. A paste by keys still works from there.
  const next = canUpload ? buttons.upload : buttons.download;
  const ids = pictures.map(({ id }) => id).join(' ');
  if (`${ids} ${download ?? ''}` !== shown) {
    shown = `${ids} ${download ?? ''}`;
    // Otherwise, it would be taken from whatever is used in the window, such as another editor.
    if (isGiven || document.hasFocus()) {
      (next.hidden ? zone : next).focus();
    }
    isGiven = false;
  }
  vscode.setState({ hadPictures: pictures.length > 0 });
}

function announce(pictures: PasteState['pictures'], note: string): void {
  const texts = pictures.flatMap(({ name, facts, outlook }) => [name, facts, outlook]);
  announcer.answer([note, ...texts].filter(Boolean).join(' '));
}
