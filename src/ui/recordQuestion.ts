import type { FoundRecords } from '../upload/findRecords.ts';
import { RecordSearch } from '../upload/recordSearch.ts';
import type { SearchState } from '../upload/recordSearch.ts';
import { unlessAborted } from '../async/abortable.ts';
import { systemClock } from '../async/clock.ts';
import type { PhotoObstacle } from '../zoho/layouts.ts';
import { isAsLongAsSeen, looksLikeRecordId, readRecordId } from '../zoho/recordId.ts';
import { SEARCH_SCOPE } from '../zoho/scopes.ts';
import type { FoundRecord } from '../zoho/search.ts';
import { barred, linkItems } from './linkItems.ts';
import { allowItem } from './moduleQuestion.ts';
import { keepInPlace } from './keepInPlace.ts';
import { skipButtons } from './oneOfSeveral.ts';
import { plain } from './plain.ts';
import type { StepAnswer, LiveItem, LivePickStep, Step } from './step.ts';
import { livePick } from './step.ts';
import type { Target, TargetQuestion } from './targetQuestion.ts';
import { wordsOfFailure } from './words/failure.ts';
import * as words from './words/records.ts';
import { CONVERTED_ONLY, wordsOfPhotoBar, wordsOfRecordIdProblem } from './words/target.ts';

/**
 * Asks for a record of a module by anything known about it: a word, its ID, or its URL. If photos in
 * the module can't be changed, it says so instead.
 *
 * @param text what to search for first
 * @returns `automation` to choose the automations to skip, then ask again
 */
export async function askRecord(
  counted: Step,
  module: string,
  question: TargetQuestion,
  text?: string,
): Promise<StepAnswer<Target> | 'automation'> {
  const { account, automation, changing, crm, modules, position } = question;
  const asking = new AbortController();
  const bar = (): PhotoObstacle | undefined =>
    changing ? modules.photoObstacle(account.id, module) : undefined;
  const finding = changing
    ? modules
        .findPhotoObstacle(account, crm, module, asking.signal)
        .catch(unlessAborted(asking.signal))
    : Promise.resolve(undefined);
  let draw: (state: SearchState) => void = () => undefined;
  const search = new RecordSearch({ crm, module, scopes: account.scopes }, systemClock, (state) => {
    draw(state);
  });
  let searchText = text;
  const drawFor: Typed = async (value, show) => {
    const photoBar = bar();
    const link = linkItems(value, question);
    const itemsNow =
      link ??
      (photoBar !== undefined
        ? [barred<RecordChoice>(wordsOfPhotoBar(photoBar, plain(module)))]
        : value === searchText
          ? undefined
          : idItems(value, module));
    if (itemsNow !== undefined) {
      search.end();
      show(photoBar === undefined ? itemsNow : [...itemsNow, ANOTHER_MODULE], { busy: false });
      return;
    }
    draw = (state) => {
      show(itemsOf(state, module), { busy: state.kind === 'searching' });
    };
    await search.typed(value);
  };
  let last = '';
  const typed: Typed = async (value, show) => {
    last = value;
    const barBefore = bar();
    const found = finding.then(() =>
      last === value && bar() !== barBefore ? drawFor(value, show) : undefined,
    );
    await Promise.all([drawFor(value, show), found]);
  };
  const placeholder = words.recordPlaceholder(plain(module));
  try {
    const buttons = [
      ...(automation?.button === undefined
        ? []
        : [{ ...automation.button, choice: 'automation' } as const]),
      ...skipButtons(position),
    ];
    for (;;) {
      const answer = await livePick<RecordChoice>({
        ...counted,
        toggle: automation && (() => automation.switch),
        placeholder,
        buttons,
        typed,
        ...(searchText === undefined ? {} : { value: searchText }),
      });
      if (answer === undefined || answer === 'back') {
        return answer;
      }
      const { value } = answer;
      if (value === 'another-module') {
        return 'back';
      }
      if (value === 'automation') {
        return value;
      }
      if (value.kind !== 'search') {
        return { value };
      }
      searchText = value.text;
    }
  } finally {
    asking.abort();
    search.end();
  }
}

type RecordChoice =
  | Target
  | 'another-module'
  | 'automation'
  /** Search for a number, although it could be an ID. */
  | { readonly kind: 'search'; readonly text: string };
type Typed = LivePickStep<RecordChoice>['typed'];

const ANOTHER_MODULE: LiveItem<'another-module'> = {
  label: words.CHOOSE_ANOTHER_MODULE,
  alwaysShow: true,
  choice: 'another-module',
};

/**
 * The items for a number. It's taken as an ID, but may be a phone number or a code: to search for it
 * is a choice of its own.
 */
function idItems(text: string, module: string): LiveItem<RecordChoice>[] | undefined {
  if (!looksLikeRecordId(text)) {
    return undefined;
  }
  const read = readRecordId(text);
  if (read.kind === 'none') {
    const wrong = hint(wordsOfRecordIdProblem(read.problem));
    const isWord = !read.isNamed && read.problem !== 'rounded';
    return isWord ? [wrong, keepInPlace(searchItem(text, module), text)] : [wrong];
  }
  const { id, isNamed } = read;
  const item: LiveItem<RecordChoice> = {
    label: `${plain(module)} ${id}`,
    description: words.BY_ID,
    alwaysShow: true,
    choice: { kind: 'record', key: { module, id } },
  };
  const exact = { ...item, isExact: true };
  return isNamed
    ? [exact]
    : isAsLongAsSeen(id)
      ? [exact, keepInPlace(searchItem(text, module), text)]
      : [searchItem(text, module), keepInPlace(item, text)];
}

function searchItem(text: string, module: string): LiveItem<RecordChoice> {
  return {
    ...words.searchItem(plain(module), plain(text, 30), /\p{L}/u.test(text)),
    alwaysShow: true,
    choice: { kind: 'search', text },
  };
}

function itemsOf(state: SearchState, module: string): LiveItem<Target>[] {
  switch (state.kind) {
    case 'too-short':
      return [hint(words.TOO_SHORT)];
    case 'searching':
      return [hint(words.SEARCHING)];
    case 'found':
      return state.records.length === 0
        ? nothingFound(module, state)
        : state.records.map(recordItem);
    case 'failed': {
      const { failure } = state;
      const { what, remedy } = wordsOfFailure(failure);
      const lacking = failure.kind === 'scope-missing' ? failure.scope : undefined;
      return lacking === undefined
        ? [hint(what, words.orById(remedy))]
        : [allowItem(words.ALLOW_SEARCHING, lacking)];
    }
  }
}

function nothingFound(
  module: string,
  { lacking, converted = false }: Omit<FoundRecords, 'records'>,
): LiveItem<Target>[] {
  if (lacking === SEARCH_SCOPE) {
    return [
      hint(words.noneLikeThis(plain(module)), words.ID_OR_URL_WORKS),
      allowItem(words.ALLOW_ANY_WORD, lacking),
    ];
  }
  const nothing = words.nothingFound(plain(module));
  if (lacking === undefined) {
    return [hint(nothing, converted ? CONVERTED_ONLY : undefined)];
  }
  return [
    hint(nothing, converted ? CONVERTED_ONLY : words.FRESH_BY_ID),
    allowItem(words.ALLOW_RECENT, lacking),
  ];
}

function recordItem({ key, name, detail, hasPhoto }: FoundRecord): LiveItem<Target> {
  const more = [...(detail === undefined ? [] : [plain(detail)]), key.id];
  return {
    label: plain(name ?? key.id),
    description: [...more, ...(hasPhoto ? [words.HAS_PHOTO] : [])].join(' · '),
    // Zoho found them: VS Code shouldn't filter them by name again.
    alwaysShow: true,
    choice: { kind: 'record', key, ...(name === undefined ? {} : { name }) },
  };
}

/** An item to read only. */
function hint(label: string, detail?: string): LiveItem<Target> {
  return { label, ...(detail === undefined ? {} : { detail }), alwaysShow: true };
}
