import * as vscode from 'vscode';
import { plain } from './plain.ts';
import { inStatusBar, showsPage, STATUS_BAR_ITEM } from './words/progress.ts';

/** A page of the editor that shows by itself what is in progress, or asks. */
export interface WatchedPage {
  readonly isVisible: boolean;
  /** Calls back when the page appears, disappears, or is closed. */
  onVisibility(listener: () => void): { dispose(): void };
  /** Brings it to the front, reopened if it was closed. */
  reveal(): void;
}

/** Faster updates aren't shown. */
const INTERVAL_MS = 200;
const MOST_CHARACTERS = 80;

let items = 0;

/**
 * While `work` runs and its page isn't visible, shows in the status bar what is in progress. A click
 * leads to the page. Nothing is shown twice.
 *
 * @param title what is in progress
 */
export async function withPageItem<T>(
  page: WatchedPage,
  title: string,
  work: (show: (text: string) => void) => Promise<T>,
): Promise<T> {
  let item: vscode.StatusBarItem | undefined;
  let text = title;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const parts: { dispose(): unknown }[] = [];
  const make = (): vscode.StatusBarItem => {
    items += 1;
    const id = `zohoCrmPhotos.showPage.${items}`;
    const made = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Left);
    made.name = STATUS_BAR_ITEM;
    made.command = id;
    made.tooltip = showsPage(title);
    const show = vscode.commands.registerCommand(id, () => {
      page.reveal();
    });
    parts.push(made, show);
    return made;
  };
  const draw = (): void => {
    timer = undefined;
    if (page.isVisible) {
      item?.hide();
    } else {
      item ??= make();
      item.text = inStatusBar(plain(text, MOST_CHARACTERS));
      item.show();
    }
  };
  parts.push(page.onVisibility(draw));
  draw();
  try {
    return await work((next) => {
      text = next;
      timer ??= setTimeout(draw, INTERVAL_MS);
    });
  } finally {
    clearTimeout(timer);
    parts.forEach((part) => {
      part.dispose();
    });
  }
}
