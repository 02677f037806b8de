import * as vscode from 'vscode';
import type { DataCentre } from '../../zoho/dataCentre.ts';
import { consoleOf, DATA_CENTRES, isUnconfirmed, serversOf } from '../../zoho/dataCentre.ts';
import type { StepButton } from '../step.ts';
import { pick } from '../step.ts';
import { noteOnDataCentre, REGIONS } from '../words/signIn.ts';

export interface DataCentreItem extends vscode.QuickPickItem {
  readonly dataCentre: DataCentre;
}

/** The data centres, by the address that people know. */
export function dataCentreItems(): DataCentreItem[] {
  return DATA_CENTRES.map((dataCentre) => {
    const { web } = serversOf({ kind: 'zoho', dataCentre, environment: 'production' });
    const detail = noteOnDataCentre(dataCentre);
    return {
      label: REGIONS[dataCentre],
      description: new URL(web).host,
      ...(detail === undefined ? {} : { detail }),
      dataCentre,
    };
  });
}

/** A button that opens the API console of a data centre. */
export function consoleButton(dataCentre: DataCentre): StepButton {
  const origin = consoleOf(dataCentre);
  const address = vscode.Uri.parse(origin);
  const note = isUnconfirmed(origin) ? ' (address not confirmed by Zoho)' : '';
  return {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: `Open ${address.authority}${note}`,
    press: () => void vscode.env.openExternal(address),
  };
}

/** Opens the API console of the data centre that the person chooses. */
export async function openConsole(): Promise<void> {
  const answer = await pick({
    title: 'Zoho’s API Console',
    step: 1,
    steps: 1,
    placeholder: 'Which address does your CRM have in the browser?',
    items: dataCentreItems(),
  });
  if (answer !== undefined && answer !== 'back') {
    await vscode.env.openExternal(vscode.Uri.parse(consoleOf(answer.value.dataCentre)));
  }
}
