import { moduleProblem } from '../upload/target.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { allows, SEARCH_SCOPE } from '../zoho/scopes.ts';
import { GuessedRecord } from './guessedRecord.ts';
import { askModule } from './moduleQuestion.ts';
import { organizationName } from './names.ts';
import { plain } from './plain.ts';
import { askRecord } from './recordQuestion.ts';
import type { Step, StepAnswer } from './step.ts';
import { type } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestion.ts';
import { titleSkipping } from './words/automation.ts';
import {
  MODULE_EXAMPLE,
  MODULE_PROMPT,
  recordTitle,
  recordTitleOfSeveral,
} from './words/records.ts';
import { wordsOfModuleProblem } from './words/target.ts';

/**
 * Asks for a record: a recent one, one of a pasted URL, or one found in a module.
 *
 * @returns undefined if the person cancels
 */
export async function askTarget(question: TargetQuestion): Promise<Target | undefined> {
  const guess = guessFor(question);
  for (let text = ''; ;) {
    const chosen = await askModule(() => titleOf(question), question, text, guess);
    if (chosen === undefined) {
      return undefined;
    }
    if (chosen === 'back') {
      return { kind: 'back' };
    }
    const { value } = chosen;
    text = '';
    switch (value.kind) {
      case 'automation':
        await question.automation?.ask(titleOf(question));
        break;
      case 'same-record':
        question.automation?.restrictAsLast();
        return { ...value, kind: 'record' };
      case 'search': {
        const { module, text: searched = '' } = value;
        const target = await askRecordOf(module, 2, question, searched);
        if (target !== 'back') {
          return target?.value;
        }
        text = searched;
        break;
      }
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

/**
 * A search for the file's name in the module used last, unless it's known where the file goes. It
 * isn't worth a sign-in, a question, or another way to search.
 */
function guessFor({
  account,
  changing,
  crm,
  modules,
  recent,
  suggest,
  version,
}: TargetQuestion): GuessedRecord | undefined {
  const module = recent[0]?.module;
  const text = suggest?.name;
  return text !== undefined &&
    suggest?.last === undefined &&
    module !== undefined &&
    moduleProblem(module, version) === undefined &&
    allows(account.scopes, SEARCH_SCOPE) &&
    !(changing && modules.photoObstacle(account.id, module) !== undefined)
    ? new GuessedRecord(crm, { module, text })
    : undefined;
}

function titleOf({ account, automation, picture, position }: TargetQuestion): string {
  const name = plain(picture, 40);
  const at = organizationName(account);
  const title =
    position === undefined
      ? recordTitle(name, at)
      : recordTitleOfSeveral(name, position.number, position.of, at);
  const restricted = automation?.restricted ?? [];
  return restricted.length === 0 ? title : titleSkipping(title, restricted);
}

/** @param known undefined if the module's name is still to be typed */
async function askInModule(
  known: string | undefined,
  question: TargetQuestion,
): Promise<StepAnswer<Target>> {
  const steps = known === undefined ? 3 : 2;
  for (let module = known; ; module = undefined) {
    if (module === undefined) {
      const typed = await askModuleName(
        { title: titleOf(question), step: 2, steps: 3 },
        question.version,
      );
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
  text?: string,
): Promise<StepAnswer<Target>> {
  for (;;) {
    const title = (): string => titleOf(question);
    const answer = await askRecord({ title, step: steps, steps }, module, question, text);
    if (answer !== 'automation') {
      return answer;
    }
    await question.automation?.ask(title());
  }
}

/** Asks for the API name of a module that isn't listed. */
export function askModuleName(
  counted: Step,
  version: ApiVersion,
  value = '',
): Promise<StepAnswer<string>> {
  return type({
    ...counted,
    value,
    prompt: MODULE_PROMPT,
    placeholder: MODULE_EXAMPLE,
    problem: (name) => {
      const problem = moduleProblem(name, version);
      return problem === undefined ? undefined : wordsOfModuleProblem(problem);
    },
  });
}
