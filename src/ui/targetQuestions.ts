import * as vscode from 'vscode';
import type { Account } from '../auth/account.ts';
import type { RecentRecord } from '../upload/recent.ts';
import { moduleProblem, recordIdProblem } from '../upload/target.ts';
import type { ApiVersion } from '../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../zoho/apiVersion.ts';
import type { RecordKey } from '../zoho/photo.ts';
import { accountName, organisationName } from './names.ts';
import { plain } from './plain.ts';
import { pick, type } from './step.ts';
import { wordsOfModuleProblem, wordsOfRecordIdProblem } from './words/target.ts';

export interface TargetQuestion {
  readonly account: Account;
  readonly version: ApiVersion;
  readonly recent: readonly RecentRecord[];
  /** The picture's name. */
  readonly picture: string;
  /** Which of how many pictures, where there are several. */
  readonly position?: { readonly number: number; readonly of: number } | undefined;
}

type Choice = vscode.QuickPickItem & {
  readonly record?: RecordKey;
  readonly module?: string;
  readonly switches?: true;
};

/**
 * Asks which record the picture is for: a recent one, or a module and then an ID.
 *
 * @returns undefined when the person cancels; `switch-account` when they want another organisation
 */
export async function askTarget(
  question: TargetQuestion,
): Promise<RecordKey | 'switch-account' | undefined> {
  const { account, picture, position } = question;
  const which = position === undefined ? '' : ` (${position.number} of ${position.of})`;
  const title = `${plain(picture, 40)}${which} → ${organisationName(account)}`;
  const items = choices(question);
  for (;;) {
    const chosen = await pick({
      title,
      step: 1,
      steps: 2,
      placeholder: 'Which record? Choose a recent one, or its module',
      items,
      active: items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator),
    });
    if (chosen === undefined || chosen === 'back') {
      return undefined;
    }
    if (chosen.value.switches === true) {
      return 'switch-account';
    }
    if (chosen.value.record !== undefined) {
      return chosen.value.record;
    }
    const record = await askInModule(title, chosen.value.module, question.version);
    if (record !== 'back') {
      return record;
    }
  }
}

async function askInModule(
  title: string,
  known: string | undefined,
  version: ApiVersion,
): Promise<RecordKey | 'back' | undefined> {
  const steps = known === undefined ? 3 : 2;
  for (let module = known; ; module = undefined) {
    if (module === undefined) {
      const typed = await type({
        title,
        step: 2,
        steps,
        prompt: 'API name of the module (in the CRM: Setup, Developer Hub, APIs)',
        placeholder: 'Vehicles',
        problem: (name) => {
          const problem = moduleProblem(name, version);
          return problem === undefined ? undefined : wordsOfModuleProblem(problem);
        },
      });
      if (typed === undefined || typed === 'back') {
        return typed;
      }
      module = typed.value;
    }
    const id = await type({
      title,
      step: steps,
      steps,
      prompt: `Record ID in ${plain(module)}: the long number at the end of the record’s address in the CRM`,
      placeholder: '4876876000000624001',
      problem: (typed) => {
        const problem = recordIdProblem(typed);
        return problem === undefined ? undefined : wordsOfRecordIdProblem(problem);
      },
    });
    if (id === undefined || (id === 'back' && known !== undefined)) {
      return id;
    }
    if (id !== 'back') {
      return { module, id: id.value };
    }
  }
}

/** Recent records first, the last one on top; then modules, the last used ones first. */
function choices({ account, recent: all, version }: TargetQuestion): Choice[] {
  const recent = all.filter(({ module }) => moduleProblem(module, version) === undefined);
  const separator = (label: string): Choice => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const records = recent.map(({ module, id, name }, index): Choice => {
    const label = plain(name ?? `${module} ${id}`);
    const description = `${module} · ${id}`;
    const detail = index === 0 ? { detail: 'Same record again' } : {};
    return { label, description, ...detail, record: { module, id } };
  });
  const used = recent.map(({ module }) => module);
  const names = [...new Set([...used, ...VERSION_TRAITS[version].modules])];
  const modules = names.map((name): Choice => ({ label: name, module: name }));
  return [
    ...(records.length === 0 ? [] : [separator('recent records'), ...records]),
    separator('modules'),
    ...modules,
    { label: 'Another module…', description: 'a custom module, by its API name' },
    separator('account'),
    { label: 'Switch account…', description: accountName(account), switches: true },
  ];
}
