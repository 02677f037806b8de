import * as vscode from 'vscode';
import type { MatchedRecord } from '../match/match.ts';
import { plain } from '../../ui/plain.ts';

/**
 * Asks which of several records a picture is meant for.
 *
 * @returns `another` where it is none of them; undefined when the person cancels
 */
export async function askNear(
  picture: string,
  near: readonly MatchedRecord[],
): Promise<MatchedRecord | 'another' | undefined> {
  const items: (vscode.QuickPickItem & { record: MatchedRecord | 'another' })[] = [
    ...near.map((record) => ({ ...wordsOf(record), record })),
    { label: 'Another record…', record: 'another' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: plain(picture),
    placeHolder: 'Which record did you mean?',
    matchOnDescription: true,
  });
  return chosen?.record;
}

function wordsOf({ key, name, detail }: MatchedRecord): { label: string; description: string } {
  const label = plain(detail ?? name ?? key.id);
  const more = [...(detail === undefined || name === undefined ? [] : [plain(name)]), key.id];
  return { label, description: more.join(' · ') };
}
