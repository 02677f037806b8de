import * as vscode from 'vscode';
import { whileAsking } from '../../ui/openQuestions.ts';
import { plain } from '../../ui/plain.ts';
import type { Mapping } from '../match/mapping.ts';
import { mappingText } from '../match/mapping.ts';
import { SavedMappings } from '../match/savedMappings.ts';
import type { Services } from '../../commands/services.ts';
import type { MappingToSave } from './saveTeamMapping.ts';
import { fileFor, saveTeamMapping } from './saveTeamMapping.ts';
import { mappingSaved, replacesMapping, saveMappingBox, saveMappingPlaces } from './words/saved.ts';

/** Asks for whom, asks for a name, and saves a mapping under it. */
export async function saveMapping(services: Services, toSave: MappingToSave): Promise<void> {
  const file = fileFor(toSave);
  const place = file === undefined ? 'mine' : await askPlace(file.label, toSave.team !== undefined);
  if (place === 'mine') {
    await saveMine(services, toSave.mapping);
  } else if (place !== undefined && file !== undefined) {
    await saveTeamMapping(services, toSave, file);
  }
}

/** @param isTeams whether it's from the workspace, and likely to go back there */
async function askPlace(file: string, isTeams: boolean): Promise<'mine' | 'team' | undefined> {
  const { placeholder, mine, team } = saveMappingPlaces(file);
  const items = [
    { ...mine, place: 'mine' as const },
    { ...team, place: 'team' as const },
  ];
  const { title } = saveMappingBox();
  const options = { title, placeHolder: placeholder, ignoreFocusOut: true };
  const ordered = isTeams ? items.toReversed() : items;
  return (await whileAsking(() => vscode.window.showQuickPick(ordered, options)))?.place;
}

async function saveMine({ memory }: Services, mapping: Mapping): Promise<void> {
  const { empty, ...box } = saveMappingBox();
  const mappings = new SavedMappings(memory);
  const different = mappings
    .all()
    .filter((one) => mappingText(one.mapping) !== mappingText(mapping))
    .map((one) => one.name);
  const name = await whileAsking(() =>
    vscode.window.showInputBox({
      ...box,
      ignoreFocusOut: true,
      validateInput: (text) => {
        const typed = text.trim();
        return typed === ''
          ? empty
          : different.includes(typed)
            ? {
                message: replacesMapping(plain(typed, 40)),
                severity: vscode.InputBoxValidationSeverity.Warning,
              }
            : undefined;
      },
    }),
  );
  if (name !== undefined) {
    await mappings.save(name.trim(), mapping);
    vscode.window.setStatusBarMessage(mappingSaved(plain(name.trim(), 40)), 5000);
  }
}
