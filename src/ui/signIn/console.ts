import * as vscode from 'vscode';
import type { DataCenter } from '../../zoho/dataCenter.ts';
import { consoleOf, DATA_CENTERS, isUnconfirmed, serversOf } from '../../zoho/dataCenter.ts';
import type { StepButton } from '../step.ts';
import { pick } from '../step.ts';
import { noteOnDataCenter, REGIONS } from '../words/signIn.ts';
import { CONSOLE_TITLE, dotted, openHost, WHICH_DATA_CENTER } from '../words/signInQuestions.ts';

interface DataCenterItem extends vscode.QuickPickItem {
  readonly dataCenter: DataCenter;
}

/** The data centers with the hosts of their CRM. */
export function dataCenterItems(): DataCenterItem[] {
  return DATA_CENTERS.map((dataCenter) => {
    const { web } = serversOf({ kind: 'zoho', dataCenter, environment: 'production' });
    const note = noteOnDataCenter(dataCenter);
    return {
      label: REGIONS[dataCenter],
      // In one line, so that the whole list is seen at once.
      description: dotted(new URL(web).host, ...(note === undefined ? [] : [note])),
      dataCenter,
    };
  });
}

/** A button that opens the API console of a data center. */
export function consoleButton(dataCenter: DataCenter): StepButton {
  const origin = consoleOf(dataCenter);
  const address = vscode.Uri.parse(origin);
  return {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: openHost(address.authority, isUnconfirmed(origin)),
    press: () => void vscode.env.openExternal(address),
  };
}

/** Opens the API console of the data center that the person chooses. */
export async function openConsole(): Promise<void> {
  const answer = await pick({
    title: CONSOLE_TITLE,
    step: 1,
    steps: 1,
    placeholder: WHICH_DATA_CENTER,
    items: dataCenterItems(),
  });
  if (answer !== undefined && answer !== 'back') {
    await vscode.env.openExternal(vscode.Uri.parse(consoleOf(answer.value.dataCenter)));
  }
}
