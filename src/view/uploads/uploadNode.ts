import * as vscode from 'vscode';
import type {
  BulkUpload,
  BulkUploads,
  UploadAction,
  UploadStatus,
} from '../../commands/bulkUploads.ts';
import type { NodeAction } from '../nodeAction.ts';
import type { ViewNode } from '../viewNode.ts';
import { contextOf, doesOnSelect } from '../viewNode.ts';
import { SHOW_UPLOAD } from '../words/uploads.ts';

/** The icon, and its color where one is needed. */
const ICONS: Readonly<Record<UploadStatus, readonly [icon: string, color?: string]>> = {
  running: ['sync~spin'],
  paused: ['debug-pause'],
  canceling: ['sync~spin'],
  undoing: ['sync~spin'],
  elsewhere: ['multiple-windows'],
  interrupted: ['warning', 'problemsWarningIcon.foreground'],
  done: ['pass'],
  failed: ['error', 'problemsErrorIcon.foreground'],
};

/** The row of a bulk upload, which changes with it. */
export class UploadNode implements ViewNode {
  readonly item = new vscode.TreeItem('');
  readonly #uploads: BulkUploads;
  #upload: BulkUpload;

  constructor(uploads: BulkUploads, upload: BulkUpload) {
    this.#uploads = uploads;
    this.#upload = upload;
    this.item.id = `upload ${upload.id}`;
    doesOnSelect(this, 'showUpload', SHOW_UPLOAD);
    this.show(upload);
  }

  get upload(): BulkUpload {
    return this.#upload;
  }

  get actions(): Partial<Record<NodeAction, () => Promise<void>>> {
    return Object.fromEntries(
      this.#upload.actions.map((action) => [
        nodeActionOf(action),
        () => this.#uploads.act(this.#upload.id, action),
      ]),
    );
  }

  show(upload: BulkUpload): void {
    const { item } = this;
    const { label, description, details, status } = upload;
    const [icon, color] = ICONS[status];
    this.#upload = upload;
    item.label = label;
    item.description = description;
    item.tooltip = [label, details].join('\n');
    // A screen reader would otherwise read the tooltip.
    item.accessibilityInformation = { label: [label, description].join(', ') };
    item.iconPath = new vscode.ThemeIcon(
      icon,
      color === undefined ? undefined : new vscode.ThemeColor(color),
    );
    item.contextValue = contextOf('upload', this.actions);
  }
}

function nodeActionOf(action: UploadAction): NodeAction {
  return `${action}Upload`;
}
