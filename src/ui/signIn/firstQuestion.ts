import * as vscode from 'vscode';
import { codeProblem } from '../../auth/codeProblem.ts';
import type { OfferedClient } from '../../auth/prompts.ts';
import type { DataCenter } from '../../zoho/dataCenter.ts';
import type { LiveItem, StepAnswer } from '../step.ts';
import { livePick } from '../step.ts';
import { wordsOfCodeProblem } from '../words/selfClientFile.ts';
import * as words from '../words/signInQuestions.ts';
import type { Asking } from './asking.ts';
import { copyScopesButton } from './copyButton.ts';
import type { Draft } from './draft.ts';
import { withFile } from './draft.ts';
import type { FirstChoice } from './firstItems.ts';
import { allItems, concealed, firstItems, problemItem, withKept } from './firstItems.ts';
import { chooseFile, fileAt } from './givenFile.ts';

const WALKTHROUGH = 'photo-uploader.zoho-crm-photo-uploader#start';

/**
 * Asks for any URL of the CRM, which says data center and organization; or for the data center. Or
 * the person has a `self_client.json`, wants to be shown how, or another way.
 */
export async function askFirst(turn: Asking): Promise<StepAnswer<Draft>> {
  let { draft } = turn;
  let notice: LiveItem<FirstChoice> | undefined =
    turn.error === undefined ? undefined : { label: turn.error, detail: words.WHERE_IS_CLIENT };
  for (;;) {
    const answer = await askOnce(turn, draft, notice);
    if (answer === undefined || answer === 'back') {
      return answer;
    }
    const { value: choice } = answer;
    switch (choice.kind) {
      case 'data-center': {
        const problem = draft.file && codeProblem(draft.file, turn.question, Date.now());
        if (problem === undefined) {
          return { value: at(draft, choice) };
        }
        // Its code expired while this was asked. The next file is for the same data center.
        const { file, ...rest } = at(draft, choice);
        draft = rest;
        notice = problemItem(wordsOfCodeProblem(problem));
        continue;
      }
      case 'other-ways':
        return { value: { ...draft, choosesWay: true } };
      case 'file':
        return { value: withFile(draft, choice.file) };
      case 'client': {
        const { id: clientId, secret: clientSecret } = choice;
        const client = {
          clientId,
          clientSecret,
          kept: 'another',
          pastedAt: 'first-question',
        } as const;
        // In place of a file's, whose code is for its own client only.
        const { file, ...rest } = draft;
        draft = { ...rest, ...client };
        notice = { label: words.URL_NEXT };
        continue;
      }
      case 'show-how':
        await vscode.commands.executeCommand(
          'workbench.action.openWalkthrough',
          WALKTHROUGH,
          false,
        );
        return undefined;
      case 'choose-file':
      case 'path': {
        const path = choice.kind === 'path' ? choice.path : await chooseFile();
        const read = path === undefined ? undefined : await fileAt(path, turn.question);
        if (read?.kind === 'file') {
          return { value: withFile(draft, read.file) };
        }
        notice = read && problemItem(read.problem);
      }
    }
  }
}

function askOnce(
  { counted, question }: Asking,
  draft: Draft,
  notice: LiveItem<FirstChoice> | undefined,
): Promise<StepAnswer<FirstChoice>> {
  const offersOthers = draft.file === undefined && !draft.choosesWay && question.flows.length > 1;
  const all = allItems(draft, offersOthers);
  const way = question.flows.find(({ id }) => id === draft.way);
  const keptOf = async (dataCenter: DataCenter): Promise<readonly OfferedClient[]> =>
    way === undefined || draft.file !== undefined || draft.pastedAt !== undefined
      ? []
      : question.keptClients({ kind: 'zoho', dataCenter }, way);
  let latest = '';
  return livePick<FirstChoice>({
    ...counted,
    placeholder: words.WHICH_URL,
    value: draft.address ?? '',
    buttons: [copyScopesButton(question)],
    active: (choice) =>
      // Not the one that doesn't know the client of the file.
      draft.file === undefined &&
      choice.kind === 'data-center' &&
      choice.dataCenter === (draft.dataCenter ?? 'US'),
    concealed,
    typed: async (text, show) => {
      latest = text;
      const items =
        text === ''
          ? [...(notice === undefined ? [] : [notice]), ...all]
          : firstItems(text, question, all);
      // At once: whoever pastes a URL and presses Enter doesn't wait for the clients.
      show(items, { busy: false });
      const [item] = items;
      const choice = item?.choice;
      if (choice?.kind === 'data-center' && choice.organization?.kind === 'id') {
        const [kept, ...others] = await keptOf(choice.dataCenter);
        if (item !== undefined && kept !== undefined && others.length === 0 && latest === text) {
          show(withKept(item, choice, kept), { busy: false });
        }
      }
    },
  });
}

/** A different data center has different known clients. */
function at(draft: Draft, choice: FirstChoice & { readonly kind: 'data-center' }): Draft {
  const { address, dataCenter, organization, client } = choice;
  const { address: _, organization: before, kept, ...rest } = draft;
  const stays =
    dataCenter === draft.dataCenter || draft.pastedAt !== undefined || draft.file !== undefined;
  const keeps = client ?? (stays ? kept : undefined);
  return {
    ...rest,
    dataCenter,
    ...(address === undefined ? {} : { address }),
    ...(organization === undefined ? {} : { organization }),
    ...(keeps === undefined ? {} : { kept: keeps }),
  };
}
