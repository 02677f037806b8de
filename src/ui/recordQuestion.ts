import { RecordSearch } from '../upload/recordSearch.ts';
import type { SearchState } from '../upload/recordSearch.ts';
import { standardModules } from '../upload/moduleLists.ts';
import { recordIdProblem } from '../upload/target.ts';
import { systemClock } from '../zoho/clock.ts';
import type { FoundRecord } from '../zoho/search.ts';
import { linkItem } from './linkItem.ts';
import { allowItem } from './moduleQuestion.ts';
import { plain } from './plain.ts';
import type { Answer, LiveItem, Step } from './step.ts';
import { livePick } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestions.ts';
import { wordsOfFailure } from './words/failure.ts';
import { wordsOfRecordIdProblem } from './words/target.ts';

/** Asks for a record of a module, by what people know of it: any word, its ID, its address. */
export async function askRecord(
  counted: Step,
  module: string,
  { account, crm, modules, version }: TargetQuestion,
): Promise<Answer<Target>> {
  let draw: (state: SearchState) => void = () => undefined;
  const search = new RecordSearch(crm, module, systemClock, (state) => {
    draw(state);
  });
  try {
    return await livePick<Target>({
      ...counted,
      placeholder: `Record in ${plain(module)}: name, mail, phone, any word, record ID or address`,
      typed: async (value, show) => {
        const known = modules.known(account.id) ?? standardModules(version);
        const direct = linkItem(value, account, known, version) ?? idItem(value, module);
        if (direct !== undefined) {
          search.end();
          show([direct], { busy: false });
          return;
        }
        draw = (state) => {
          show(itemsOf(state, module), { busy: state.kind === 'searching' });
        };
        await search.typed(value);
      },
    });
  } finally {
    search.end();
  }
}

/** A number can only be an ID: of the right length it need not be searched for. */
function idItem(text: string, module: string): LiveItem<Target> | undefined {
  if (!/^\d{5,}$/.test(text)) {
    return undefined;
  }
  const problem = recordIdProblem(text);
  return problem === undefined
    ? {
        label: `${plain(module)} ${text}`,
        description: 'by its record ID',
        alwaysShow: true,
        choice: { kind: 'record', key: { module, id: text } },
      }
    : hint(wordsOfRecordIdProblem(problem));
}

function itemsOf(state: SearchState, module: string): LiveItem<Target>[] {
  switch (state.kind) {
    case 'too-short':
      return [hint('Type two characters or more of a name, mail address, phone number or code.')];
    case 'searching':
      return [hint('Searching…')];
    case 'found':
      return state.records.length === 0
        ? [
            hint(
              `Nothing found in ${plain(module)}.`,
              'A record made a moment ago is found by its ID or address only.',
            ),
          ]
        : state.records.map(recordItem);
    case 'failed': {
      const { failure } = state;
      const { what, remedy } = wordsOfFailure(failure);
      const lacking = failure.kind === 'scope-missing' ? failure.scope : undefined;
      return lacking === undefined
        ? [hint(what, `${remedy} A record ID works without searching.`)]
        : [allowItem('Allow searching…', lacking)];
    }
  }
}

function recordItem({ key, name, detail, hasPhoto }: FoundRecord): LiveItem<Target> {
  const more = [...(detail === undefined ? [] : [plain(detail)]), key.id];
  return {
    label: plain(name ?? key.id),
    description: [...more, ...(hasPhoto ? ['has a photo'] : [])].join(' · '),
    // Zoho has chosen them: VS Code is not to filter them by their names again.
    alwaysShow: true,
    choice: { kind: 'record', key },
  };
}

/** Something to read, which nothing comes of when it is chosen. */
function hint(label: string, detail?: string): LiveItem<Target> {
  return { label, ...(detail === undefined ? {} : { detail }), alwaysShow: true };
}
