import type { RecentRecord } from '../../upload/recent.ts';
import { moduleProblem } from '../../upload/target.ts';
import { learnMoreButton, offer } from '../../ui/offer.ts';
import { liveModules } from '../../ui/liveModules.ts';
import { moduleItems, noMatchItem } from '../../ui/moduleQuestion.ts';
import { separator } from '../../ui/separator.ts';
import { plain } from '../../ui/plain.ts';
import type { StepAnswer, LiveItem } from '../../ui/step.ts';
import { livePick, mapAnswer } from '../../ui/step.ts';
import { askModuleName } from '../../ui/askTarget.ts';
import type { CrmModule } from '../../zoho/modules.ts';
import type { Mapping } from '../match/mapping.ts';
import { mappingText } from '../match/mapping.ts';
import type { MappingDraft, Exit, MappingTurn } from './draft.ts';
import { answered, withRule } from './draft.ts';
import { PictureNames } from './pictureNames.ts';
import { likelyModules } from './likelyModule.ts';
import type { MappingQuestion } from './question.ts';
import { oldPatternMatchesNothing } from './words/pattern.ts';
import { mappingsBefore, whichModule } from './words/questions.ts';
import { wordsOfMapping } from './words/saved.ts';
import { fromFile } from './words/teamMappings.ts';

type Choice =
  /** Undefined: its name is typed in the next step. */
  | { readonly kind: 'module'; readonly module: string | undefined }
  | { readonly kind: 'saved'; readonly mapping: Mapping }
  | Exit;

/** Asks for the module of the records, or for a saved or recent mapping. */
export async function askMappingModule(turn: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const { question, draft } = turn;
  for (;;) {
    const chosen = await pickModule(turn);
    if (chosen === undefined || chosen === 'back') {
      return chosen;
    }
    const { value } = chosen;
    switch (value.kind) {
      case 'module': {
        const { module } = value;
        const typed = answered(answered(draft, 'reused', undefined), 'typesModule', !module);
        return { value: module === undefined ? typed : answered(typed, 'module', module) };
      }
      case 'saved': {
        const again = withReused(draft, value.mapping, question);
        if (again !== undefined) {
          return { value: again };
        }
        break;
      }
      default:
        return { value: { ...draft, exit: value } };
    }
  }
}

async function pickModule({ question, draft, counted }: MappingTurn): Promise<StepAnswer<Choice>> {
  const asking = new AbortController();
  const team = teamItems(question);
  const saved = savedItems(question);
  const { recent } = question;
  const usedOrLikely = (known: readonly CrmModule[]): readonly RecentRecord[] =>
    recent.length > 0
      ? recent
      : likelyModules(known, question).map((module) => ({ module, id: '', name: undefined }));
  try {
    return await livePick<Choice>({
      ...counted,
      placeholder: whichModule(),
      typed: liveModules(question, asking.signal, (value, known, failure) => {
        const all: LiveItem<Choice>[] = [
          ...team,
          ...(saved.length === 0 ? [] : [separator(mappingsBefore()), ...saved]),
          ...moduleItems(
            { ...question, recent: usedOrLikely(known), changing: true },
            known,
            failure,
          ),
        ];
        return [...all, ...noMatchItem(value, all)];
      }),
      active: (choice) => isAnswer(choice, draft),
    });
  } finally {
    asking.abort();
  }
}

function isAnswer(choice: Choice, { reused, typesModule, module }: MappingDraft): boolean {
  return choice.kind === 'saved'
    ? choice.mapping === reused
    : choice.kind === 'module' &&
        reused === undefined &&
        typesModule !== undefined &&
        choice.module === (typesModule ? undefined : module);
}

/** The workspace's mappings, by file. */
function teamItems({ team, candidates }: MappingQuestion): LiveItem<Choice>[] {
  const usable = team.filter(
    ({ team: { mapping } }) => candidates.length > 0 || mapping.rule.kind === 'table',
  );
  return [...Map.groupBy(usable, ({ file }) => file.label)].flatMap(([file, mappings]) => [
    separator(fromFile(file)),
    ...mappings.map((mapping): LiveItem<Choice> => {
      const { label, description } = wordsOfMapping(mapping.team.mapping);
      return {
        label: plain(mapping.team.name),
        description: `${label} · ${description}`,
        choice: { kind: 'team', mapping },
      };
    }),
  ]);
}

function savedItems({ saved, team, version, candidates }: MappingQuestion): LiveItem<Choice>[] {
  const shared = new Set(team.map((one) => mappingText(one.team.mapping)));
  const usable = saved.filter(
    ({ name, mapping, mapping: { module, rule } }) =>
      // What was used from the workspace's file isn't listed twice.
      !(name === '' && shared.has(mappingText(mapping))) &&
      moduleProblem(module, version) === undefined &&
      // Without pictures, only a table can name what to upload.
      (candidates.length > 0 || rule.kind === 'table'),
  );
  return usable.map(({ name, mapping }) => {
    const { label, description } = wordsOfMapping(mapping);
    const choice = { kind: 'saved', mapping } as const;
    return name === ''
      ? { label, description, choice }
      : { label: plain(name), description: `${label} · ${description}`, choice };
  });
}

/** Undefined after a message that its pattern matches nothing. */
function withReused(
  draft: MappingDraft,
  mapping: Mapping,
  question: MappingQuestion,
): MappingDraft | undefined {
  const { rule } = mapping;
  const again = answered(draft, 'reused', mapping);
  if (rule.kind === 'table') {
    return again;
  }
  const read = new PictureNames(question.candidates).read(rule.name, rule.by);
  if (read.matching > 0) {
    return withRule(again, rule, question);
  }
  const text = oldPatternMatchesNothing(plain(rule.name.pattern), read);
  void offer('error', text, learnMoreButton('matching'));
  return undefined;
}

/** Asks for the name of a module that isn't listed. */
export async function askTypedModule({
  question,
  draft,
  counted,
}: MappingTurn): Promise<StepAnswer<MappingDraft>> {
  const typed = await askModuleName(counted, question.version, draft.module);
  return mapAnswer(typed, (module) => answered(draft, 'module', module));
}
