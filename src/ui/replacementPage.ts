import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { formatOf } from '../image/signature.ts';
import type { ReplacementAnswer, FromPage, ShownPicture, ToPage } from '../page/messages.ts';
import { ANSWERS } from '../page/messages.ts';
import type { WatchedPage } from './pageItem.ts';
import { withPageItem } from './pageItem.ts';
import type { ReplacementQuestion } from './replacementHtml.ts';
import { replacementHtml, tabTitle } from './replacementHtml.ts';

const FromPageSchema: v.GenericSchema<unknown, FromPage> = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('answer'), answer: v.picklist(ANSWERS) }),
]);

/**
 * Compares a record's photo with the picture to replace it on a page, and asks. Closing the page is a
 * cancel.
 *
 * @param extension the extension's folder
 * @param signal closes the page
 */
export async function askReplacement(
  question: ReplacementQuestion,
  extension: vscode.Uri,
  signal: AbortSignal,
): Promise<ReplacementAnswer> {
  const { present, picture } = question.replacement;
  const bytes = await picture.picture.read();
  if (signal.aborted) {
    return 'cancel';
  }
  const scripts = vscode.Uri.joinPath(extension, 'dist', 'page');
  const panel = vscode.window.createWebviewPanel(
    'zohoCrmPhotos.replacement',
    tabTitle(question),
    vscode.ViewColumn.Active,
    { enableScripts: true, localResourceRoots: [scripts] },
  );
  const { webview } = panel;
  const close = (): void => {
    panel.dispose();
  };
  // They may hide what is to be compared. VS Code keeps them behind the bell.
  void vscode.commands.executeCommand('notifications.hideToasts');
  signal.addEventListener('abort', close, { once: true });
  try {
    const answered = new Promise<ReplacementAnswer>((resolve) => {
      panel.onDidDispose(() => {
        resolve('cancel');
      });
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = v.safeParse(FromPageSchema, message);
        if (parsed.success && parsed.output.kind === 'answer') {
          resolve(parsed.output.answer);
        } else if (parsed.success) {
          // Each time that the page is shown again: VS Code keeps nothing of a hidden page.
          const pictures: ToPage = {
            ...(present === undefined ? {} : { present: shown(present) }),
            new: shown(bytes),
          };
          void webview.postMessage(pictures);
        }
      });
      webview.html = replacementHtml(question, {
        script: webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'replacement.js')).toString(),
        stylesheet: webview
          .asWebviewUri(vscode.Uri.joinPath(scripts, 'replacement.css'))
          .toString(),
        nonce: randomBytes(16).toString('base64'),
        styles: webview.cspSource,
        newBytes: bytes,
      });
    });
    return await withPageItem(watched(panel), tabTitle(question), () => answered);
  } finally {
    signal.removeEventListener('abort', close);
    panel.dispose();
  }
}

/** A person who has gone to another tab finds the way back in the status bar. */
function watched(panel: vscode.WebviewPanel): WatchedPage {
  return {
    get isVisible() {
      return panel.visible;
    },
    onVisibility: (listener) => panel.onDidChangeViewState(listener),
    reveal: () => {
      panel.reveal();
    },
  };
}

/** VS Code passes bytes on only in an array of their own: a Buffer would become text. */
function shown(bytes: Uint8Array): ShownPicture {
  const type = formatOf(bytes) === 'SVG' ? 'image/svg+xml' : '';
  return { bytes: new Uint8Array(bytes), type };
}
