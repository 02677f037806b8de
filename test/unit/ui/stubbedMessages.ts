import { vscode } from '../stubbedVscode.ts';

interface ShownMessage {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly buttons: readonly string[];
}

/** The messages shown since a test last cleared it; no button is ever pressed. */
export const shown: ShownMessage[] = [];

function show(severity: ShownMessage['severity']) {
  return (text: string, ...items: { title: string }[]): Promise<undefined> => {
    shown.push({ severity, text, buttons: items.map(({ title }) => title) });
    return Promise.resolve(undefined);
  };
}

vscode.window = {
  showInformationMessage: show('info'),
  showWarningMessage: show('warning'),
  showErrorMessage: show('error'),
};
