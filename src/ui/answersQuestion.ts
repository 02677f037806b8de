import type { QuickPickItem } from 'vscode';
import type { Account } from '../auth/account.ts';
import { organizationName } from './names.ts';
import { pick } from './step.ts';
import * as words from './words/answers.ts';
import { firstOf } from './words/several.ts';

interface AnswersQuestion {
  readonly account: Account;
  /** The pictures that have a record: `mug.png → Amelia Fischer in Contacts`. */
  readonly answers: readonly string[];
  /** How many pictures there are. */
  readonly of: number;
  /** What would discard the answers. */
  readonly by: 'cancel' | 'switch';
}

/** Asks what becomes of the answers for several pictures. A cancel discards nothing. */
export async function askAboutAnswers({
  account,
  answers,
  of,
  by,
}: AnswersQuestion): Promise<'continue' | 'discard' | 'upload'> {
  const count = answers.length;
  const organization = organizationName(account);
  const items: (QuickPickItem & { readonly choice: 'continue' | 'discard' | 'upload' })[] = [
    { label: words.CONTINUE_CHOOSING, choice: 'continue' },
    {
      label: words.uploadNow(count),
      description: words.toOrganization(organization, of - count),
      detail: firstOf(answers),
      choice: 'upload',
    },
    {
      ...(by === 'switch' ? words.SWITCH_ANYWAY : { label: words.discardAnswers(count) }),
      choice: 'discard',
    },
  ];
  const answer = await pick({
    title: by === 'switch' ? words.SWITCH_TITLE : words.discardTitle(count),
    step: 1,
    steps: 1,
    placeholder:
      by === 'switch'
        ? words.chosenElsewhere(count, organization)
        : words.chosenOf(count, of, organization),
    items,
  });
  return answer === undefined || answer === 'back' ? 'continue' : answer.value.choice;
}
