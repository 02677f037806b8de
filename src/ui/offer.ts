import * as vscode from 'vscode';
import { BUTTONS } from './words/buttons.ts';

type Severity = 'error' | 'info' | 'warning';

/** What a button of a notification does. */
interface Offer {
  readonly title: string;
  readonly act: () => unknown;
}

/**
 * Shows a notification with something to do. Without a button, VS Code shows one line of it, some 55
 * characters, and cuts the rest. Nothing waits for it: it may stay open for hours.
 */
export async function offer(severity: Severity, message: string, offered: Offer): Promise<void> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const show = {
    error: showErrorMessage,
    info: showInformationMessage,
    warning: showWarningMessage,
  }[severity];
  if ((await show(message, offered.title)) === offered.title) {
    await offered.act();
  }
}

export function showLogButton(log: { show(): void }): Offer {
  return {
    title: BUTTONS['show-log'],
    act: () => {
      log.show();
    },
  };
}

export function signInButton(): Offer {
  return commandButton(BUTTONS['sign-in'], 'signIn');
}

/** @param command without the extension's prefix */
export function commandButton(title: string, command: string): Offer {
  return { title, act: () => vscode.commands.executeCommand(`zohoCrmPhotos.${command}`) };
}

/** @param setting without the extension's prefix; all by default */
export function settingsButton(setting?: string): Offer {
  const query = ['zohoCrmPhotos', ...(setting === undefined ? [] : [setting])].join('.');
  return {
    title: BUTTONS['open-settings'],
    act: () => vscode.commands.executeCommand('workbench.action.openSettings', query),
  };
}

/** Opens the setting that lets HEIC pictures be converted. */
export function heicSettingButton(): Offer {
  return { ...settingsButton('convertHeic'), title: BUTTONS['heic-setting'] };
}

/** The extension's ID, to find the pages that it brings along. */
export const EXTENSION_ID = 'photo-uploader.zoho-crm-photo-uploader';

/** Opens a page of docs/ in VS Code's preview. */
export function learnMoreButton(
  page: 'administrators' | 'links' | 'matching' | 'privacy' | 'sign-in' | 'troubleshooting',
): Offer {
  return {
    title: BUTTONS['learn-more'],
    act: async () => {
      const uri = vscode.extensions.getExtension(EXTENSION_ID)?.extensionUri;
      if (uri !== undefined) {
        const file = vscode.Uri.joinPath(uri, 'docs', `${page}.md`);
        await vscode.commands.executeCommand('markdown.showPreview', file);
      }
    },
  };
}
