import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { pasteHtml } from './html.ts';
import type { FromPastePage, PasteState, ToPastePage } from './page/messages.ts';
import { LACKS, MOST_BYTES, MOST_PICTURES } from './page/messages.ts';
import { pasteTexts } from './words.ts';

/** The type under which VS Code restores the page after a restart. */
const PASTE_VIEW = 'zohoCrmPhotos.paste';

/** The longest name of a file. */
const LONGEST_NAME = 255;

const names = v.array(v.pipe(v.string(), v.maxLength(LONGEST_NAME)));

const Said: v.GenericSchema<unknown, FromPastePage> = v.variant('kind', [
  v.object({ kind: v.picklist(['ready', 'ping', 'download', 'upload']) }),
  v.object({
    kind: v.literal('files'),
    files: v.pipe(
      v.array(
        v.object({
          name: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
          bytes: v.instance(Uint8Array),
        }),
      ),
      v.maxLength(MOST_PICTURES),
      v.check((files) => files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= MOST_BYTES),
    ),
    tooLarge: names,
    unreadable: names,
    beyond: v.number(),
  }),
  v.object({ kind: v.literal('uris'), uris: v.array(v.string()) }),
  v.object({ kind: v.literal('url'), url: v.string() }),
  v.object({ kind: v.literal('lack'), lack: v.picklist(LACKS), isDrop: v.boolean() }),
  v.object({ kind: v.literal('remove'), id: v.number() }),
]);

/** What a person does on the page. */
export type SaidOnPastePage = Exclude<FromPastePage, { kind: 'ready' | 'ping' }>;

interface PastePageParts {
  /** The extension's own folder. */
  readonly extension: vscode.Uri;
  readonly onSaid: (said: SaidOnPastePage) => void;
  /** The page was loaded, for the first time or again, and shows nothing yet. */
  readonly onReady: () => void;
  readonly onClosed: () => void;
  /** Restored by VS Code after a restart. */
  readonly panel?: vscode.WebviewPanel | undefined;
}

/** The page of the editor that takes pictures. VS Code keeps nothing of it while it's hidden. */
export class PastePage {
  readonly #panel: vscode.WebviewPanel;
  #isClosed = false;

  constructor({ extension, onSaid, onReady, onClosed, panel }: PastePageParts) {
    const scripts = vscode.Uri.joinPath(extension, 'dist', 'page');
    const options = {
      enableScripts: true,
      localResourceRoots: [scripts],
      // The only thing that still works on a page whose extension host is gone.
      enableCommandUris: ['zohoCrmPhotos.pastePhoto'],
    };
    this.#panel =
      panel ??
      vscode.window.createWebviewPanel(
        PASTE_VIEW,
        pasteTexts().title,
        vscode.ViewColumn.Active,
        options,
      );
    this.#panel.iconPath = {
      light: vscode.Uri.joinPath(extension, 'media', 'paste-light.svg'),
      dark: vscode.Uri.joinPath(extension, 'media', 'paste-dark.svg'),
    };
    const { webview } = this.#panel;
    webview.options = options;
    this.#panel.onDidDispose(() => {
      this.#isClosed = true;
      onClosed();
    });
    webview.onDidReceiveMessage((message: unknown) => {
      const said = v.safeParse(Said, message);
      if (!said.success) {
        return;
      }
      if (said.output.kind === 'ready') {
        onReady();
      } else if (said.output.kind === 'ping') {
        this.#send({ kind: 'pong' });
      } else {
        onSaid(said.output);
      }
    });
    webview.html = pasteHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'paste.js')).toString(),
      stylesheet: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'paste.css')).toString(),
      nonce: randomBytes(16).toString('base64'),
      styles: webview.cspSource,
    });
  }

  show(state: PasteState): void {
    this.#send({ kind: 'state', state });
  }

  /** VS Code passes bytes on only in an array of their own: a Buffer would become text. */
  showPicture(id: number, bytes: Uint8Array): void {
    this.#send({ kind: 'bytes', id, bytes: new Uint8Array(bytes) });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  #send(message: ToPastePage): void {
    if (!this.#isClosed) {
      void this.#panel.webview.postMessage(message);
    }
  }
}
