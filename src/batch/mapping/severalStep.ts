import { plain } from '../../ui/plain.ts';
import type { StepAnswer } from '../../ui/step.ts';
import { pick, mapAnswer, type } from '../../ui/step.ts';
import type { SharedRecord } from './sharedRecords.ts';
import type { MappingDraft, MappingTurn } from './draft.ts';
import { answered } from './draft.ts';
import {
  endingExample,
  endingPrompt,
  noEnding,
  recordExample,
  severalItems,
  whichPicture,
} from './words/questions.ts';

/** Asks which picture to upload for records that several pictures match. */
export async function askSeveral({
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { sharedRecords = [] } = draft;
  const offered = [
    ...(draft.rule?.kind === 'table' ? (['first-in-table'] as const) : []),
    ...(['ends-in', 'first', 'largest', 'none'] as const),
  ];
  const words = severalItems();
  const items = offered.map((is) => ({ ...words[is], is }));
  const active = items.find(({ is }) => is === draft.several);
  const placeholder = whichPicture(sharedRecords.length, exampleIn(sharedRecords));
  const answer = await pick({ ...counted, placeholder, items, active });
  return mapAnswer(answer, ({ is }) => answered(draft, 'several', is));
}

/** Asks how the name of the picture to upload ends. */
export async function askEnding({
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const answer = await type({
    ...counted,
    prompt: endingPrompt(),
    placeholder: endingExample(),
    value: draft.ending ?? '',
    problem: (text) => (text === '' ? noEnding() : undefined),
  });
  return mapAnswer(answer, (ending) => answered(draft, 'ending', ending));
}

function exampleIn([first]: readonly SharedRecord[]): string {
  const { value = '', names = [] } = first ?? {};
  const shown = names.slice(0, 2).map((name) => plain(name, 30));
  return recordExample(plain(value, 30), shown, names.length > shown.length);
}
