import type { Account } from '../auth/account.ts';
import type { ModuleLists } from '../upload/moduleLists.ts';
import type { RecentRecord } from '../upload/recent.ts';
import { moduleProblem } from '../upload/target.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import type { Crm } from '../zoho/crm.ts';
import type { RecordKey } from '../zoho/photo.ts';
import type { Automation } from './automation.ts';
import { askModule } from './moduleQuestion.ts';
import { organizationName } from './names.ts';
import { plain } from './plain.ts';
import { askRecord } from './recordQuestion.ts';
import type { StepAnswer } from './step.ts';
import { type } from './step.ts';
import { wordsOfModuleProblem } from './words/target.ts';

export interface TargetQuestion {
  readonly account: Account;
  readonly crm: Crm;
  readonly modules: ModuleLists;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  /** The picture's name, or what is to be done. */
  readonly picture: string;
  /** Whether the record's photo is to be changed, for which more must be allowed. */
  readonly changing: boolean;
  /** Where something is uploaded: what that must not start, to be chosen beside the question. */
  readonly automation?: Automation | undefined;
  /** Which of how many pictures, where there are several. */
  readonly position?: { readonly number: number; readonly of: number } | undefined;
}

export type Target =
  | { readonly kind: 'record'; readonly key: RecordKey }
  /** The person wants another organization. */
  | { readonly kind: 'switch-account' }
  /** What they want needs a scope that the account does not have. */
  | { readonly kind: 'allow'; readonly scope: string };

/**
 * Asks which record the picture is for: a recent one, one of a pasted link, or one of a module,
 * found by what people know of it.
 *
 * @returns undefined when the person cancels
 */
export async function askTarget(question: TargetQuestion): Promise<Target | undefined> {
  for (;;) {
    const chosen = await askModule(titleOf(question), question);
    if (chosen === undefined || chosen === 'back') {
      return undefined;
    }
    const { value } = chosen;
    switch (value.kind) {
      case 'automation':
        await question.automation?.ask(titleOf(question));
        break;
      case 'again':
        question.automation?.takeAgain();
        return { kind: 'record', key: value.key };
      case 'module': {
        const target = await askInModule(value.module, question);
        if (target !== 'back') {
          return target?.value;
        }
        break;
      }
      default:
        return value;
    }
  }
}

function titleOf({ account, automation, picture, position }: TargetQuestion): string {
  const which = position === undefined ? '' : ` (${position.number} of ${position.of})`;
  return `${plain(picture, 40)}${which} → ${organizationName(account)}${automation?.inTitle ?? ''}`;
}

/** @param known undefined where its name is still to be typed */
async function askInModule(
  known: string | undefined,
  question: TargetQuestion,
): Promise<StepAnswer<Target>> {
  const steps = known === undefined ? 3 : 2;
  for (let module = known; ; module = undefined) {
    if (module === undefined) {
      const typed = await askModuleName(titleOf(question), question.version);
      if (typed === undefined || typed === 'back') {
        return typed;
      }
      module = typed.value;
    }
    const record = await askRecordOf(module, steps, question);
    if (record !== 'back' || known !== undefined) {
      return record;
    }
  }
}

async function askRecordOf(
  module: string,
  steps: number,
  question: TargetQuestion,
): Promise<StepAnswer<Target>> {
  for (;;) {
    const title = titleOf(question);
    const answer = await askRecord({ title, step: steps, steps }, module, question);
    if (answer !== 'automation') {
      return answer;
    }
    await question.automation?.ask(title);
  }
}

/** A module that no list has, by its name. */
export function askModuleName(title: string, version: ApiVersion): Promise<StepAnswer<string>> {
  return type({
    title,
    step: 2,
    steps: 3,
    prompt: 'API name of the module (in the CRM: Setup, Developer Hub, APIs)',
    placeholder: 'Vehicles',
    problem: (name) => {
      const problem = moduleProblem(name, version);
      return problem === undefined ? undefined : wordsOfModuleProblem(problem);
    },
  });
}
