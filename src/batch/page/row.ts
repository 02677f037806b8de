import type { BatchRow, PageTexts, RowRecord, RowState } from './messages.ts';
import type { PageRowAction, RowsPhase } from './rowActions.ts';
import { appliesTo, canBeExcluded, isPicture } from './rowActions.ts';
import { element, setText, withAttributes } from '../../page/element.ts';
import { oneLine } from '../../page/oneLine.ts';
import type { Icon } from './icons.ts';
import { icon } from './icons.ts';
import { withKeysOf } from './keyNames.ts';
import { groupOf } from './rowFilter.ts';
import { filled } from './texts.ts';

/** What a row is drawn with besides its own content. */
interface RowPosition {
  /** From 1, counting the heading. */
  readonly ariaIndex: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly phase: RowsPhase;
  readonly texts: PageTexts;
}

/** The colors of states. */
const TONES: Partial<Record<RowState, string>> = {
  'no-record': 'warning',
  'several-records': 'warning',
  'changed-in-crm': 'warning',
  unreadable: 'error',
  uploading: 'busy',
  done: 'good',
  'awaiting-approval': 'warning',
  failed: 'error',
  unknown: 'warning',
};

/** One picture, in the table. */
export class RowView {
  readonly element = withAttributes(element('div', 'row'), { role: 'row' });
  readonly #check = withAttributes(element('input', 'check'), { type: 'checkbox' });
  readonly #picture = actionButton('show-picture', 'thumbnail', icon('picture'));
  readonly #image = withAttributes(element('img', ''), {
    alt: '',
    loading: 'lazy',
    decoding: 'async',
  });
  readonly #name = element('bdi', 'first');
  readonly #folder = element('bdi', 'second');
  readonly #size = cell('size');
  readonly #record = element('bdi', 'first');
  readonly #value = element('bdi', 'value');
  readonly #id = element('span', 'id');
  /** Says whether the record has a photo when its column doesn't fit. */
  readonly #photoMark = element('span', 'photo-mark');
  readonly #photo = cell('photo');
  readonly #state = cell('state');
  readonly #word = element('span', 'word');
  readonly #note = element('bdi', 'second');
  readonly #change = actionButton(
    'change-record',
    'change',
    icon('edit'),
    element('span', 'label'),
  );
  /** In place of the file, for a record without one. */
  readonly #choose = actionButton(
    'choose-picture',
    'choose',
    icon('picture'),
    element('span', 'label'),
  );
  readonly #near = actionButton('use-near', 'near', element('bdi', 'label'));
  readonly #open = actionButton('open-record', 'open', icon('open'));
  readonly #undo = actionButton('undo', 'tool', icon('undone'));
  readonly #retry = actionButton('retry', 'tool', icon('retry'));
  #address: string | undefined;
  #icon: Icon | undefined;

  constructor() {
    this.#check.dataset.rowAction = 'toggle';
    this.#picture.append(this.#image);
    // Transparent until it has loaded, not hidden: browsers never load what is hidden.
    this.#image.addEventListener('load', () => {
      this.#image.classList.add('loaded');
    });
    this.#change.setAttribute('aria-keyshortcuts', 'F2');
    this.#choose.setAttribute('aria-keyshortcuts', 'F2');
    this.#undo.setAttribute('aria-keyshortcuts', 'Control+Z Meta+Z');
    this.#retry.setAttribute('aria-keyshortcuts', 'R');
    const tools = element('span', 'tools', this.#retry, this.#undo);
    this.#state.append(element('span', 'first', this.#word), this.#note, tools);
    const ids = element('span', 'second', this.#value, this.#id, this.#photoMark);
    this.element.append(
      cell('include', this.#check),
      cell('shown', this.#picture),
      cell('file', this.#name, this.#folder, this.#choose),
      this.#size,
      cell(
        'record',
        element('span', 'names', this.#record, ids),
        this.#near,
        this.#change,
        this.#open,
      ),
      this.#photo,
      this.#state,
    );
  }

  draw(row: BatchRow, { ariaIndex, isActive, isSelected, phase, texts }: RowPosition): void {
    const { record } = row;
    const { isReview } = phase;
    const file = oneLine(row.file);
    const group = groupOf(row);
    const word = texts.groups[group];
    const slash = file.lastIndexOf('/');
    const note = oneLine(row.note);
    this.element.id = `row-${row.n}`;
    this.element.dataset.n = String(row.n);
    this.element.classList.toggle('active', isActive);
    this.element.classList.toggle('selected', isSelected);
    this.element.setAttribute('aria-selected', String(isSelected));
    this.element.classList.toggle('excluded', row.isExcluded);
    this.element.classList.toggle('changed', row.state === 'changed-in-crm');
    this.element.classList.toggle('recordless', record === undefined);
    this.element.classList.toggle('pictureless', !isPicture(row));
    this.element.setAttribute('aria-rowindex', String(ariaIndex));
    this.element.setAttribute('aria-label', rowLabel(row, word, texts));

    this.#check.hidden = !isReview || !canBeExcluded(row);
    this.#check.checked = !row.isExcluded;
    this.#check.setAttribute('aria-label', filled(texts.upload, file));
    name(this.#picture, filled(texts.showPicture, file));
    this.#picture.hidden = !isPicture(row);
    setText(this.#choose.lastElementChild ?? this.#choose, texts.choosePicture);
    name(
      this.#choose,
      filled(texts.choosePictureFor, oneLine(record?.name ?? '')),
      texts.choosePictureTip,
    );
    this.#choose.hidden = !appliesTo('choose-picture', row, phase);
    setText(this.#name, file.slice(slash + 1));
    setText(this.#folder, file.slice(0, Math.max(0, slash)));
    tip(this.#name, file);
    tip(this.#folder, file);
    setText(this.#size, row.size);

    setText(this.#record, oneLine(record?.name ?? ''));
    tip(this.#record, oneLine(record?.name ?? ''));
    const value = valueOf(row);
    setText(this.#value, value);
    tip(this.#value, value === '' ? '' : filled(texts.matches, value));
    setText(this.#id, record === undefined || record.name === record.id ? '' : record.id);
    tip(this.#id, record?.id ?? '');
    const [label, changeFor, changeTip] =
      record === undefined
        ? [texts.chooseRecord, texts.chooseRecordFor, texts.chooseRecordTip]
        : ['', texts.changeRecordFor, texts.changeRecordTip];
    setText(this.#change.lastElementChild ?? this.#change, label);
    name(this.#change, filled(changeFor, file), changeTip);
    this.#change.hidden = !appliesTo('change-record', row, phase);
    const near = oneLine(row.near ?? '');
    setText(this.#near.firstElementChild ?? this.#near, near);
    name(this.#near, filled(texts.nearFor, near, file), near);
    this.#near.hidden = !isReview || near === '';
    name(this.#open, filled(texts.openRecordOf, record === undefined ? '' : oneLine(record.name)));
    this.#open.title = texts.openRecord;
    this.#open.hidden = record === undefined;
    setText(this.#photo, photoWords(record, texts));
    setText(this.#photoMark, markWords(record, texts));

    this.#drawState(group, group === 'excluded' ? 'quiet' : (TONES[group] ?? ''));
    setText(this.#word, word);
    setText(this.#note, note);
    tip(this.#state, note === '' ? word : filled(texts.noteOf, word, note));

    const undoTip = withKeysOf(navigator.platform, texts.undoTip);
    name(this.#undo, filled(texts.undoOf, file), undoTip);
    this.#undo.hidden = !appliesTo('undo', row, phase);
    name(this.#retry, filled(texts.retryOf, file), texts.retryTip);
    this.#retry.hidden = !appliesTo('retry', row, phase);

    for (const control of this.#controls) {
      control.tabIndex = isActive ? 0 : -1;
    }
    if (this.#address !== row.picture) {
      this.#address = row.picture;
      this.#image.classList.remove('loaded');
      this.#image.removeAttribute('src');
    }
  }

  /** Called once scrolling has stopped: each thumbnail is a whole file. */
  loadPicture(): void {
    if (this.#address !== undefined && !this.#image.hasAttribute('src')) {
      this.#image.src = this.#address;
    }
  }

  get #controls(): HTMLElement[] {
    return [
      this.#check,
      this.#picture,
      this.#choose,
      this.#near,
      this.#change,
      this.#open,
      this.#retry,
      this.#undo,
    ];
  }

  #drawState(drawn: Icon, tone: string): void {
    if (this.#icon !== drawn) {
      this.#icon = drawn;
      this.#state.querySelector(':scope > .icon')?.remove();
      this.#state.prepend(icon(drawn));
    }
    this.#state.dataset.tone = tone;
  }
}

/** What a screen reader says for a row. */
function rowLabel(row: BatchRow, word: string, texts: PageTexts): string {
  const { file, size, record, note, near } = row;
  const photo = photoWords(record, texts);
  const value = valueOf(row);
  return [
    ...(file === '' ? [] : [oneLine(file)]),
    word,
    ...(note === '' ? [] : [oneLine(note)]),
    ...(near === undefined ? [] : [oneLine(near)]),
    ...(record === undefined ? [] : [oneLine(record.name)]),
    ...(value === '' ? [] : [filled(texts.matches, value)]),
    ...(photo === '' ? [] : [filled(texts.photo, photo)]),
    ...(size === '' ? [] : [size]),
  ].join(', ');
}

/** The value that matched, unless the record's name or ID says the same. */
function valueOf({ record, value = '' }: BatchRow): string {
  return value === record?.name || value === record?.id ? '' : oneLine(value);
}

function photoWords(record: RowRecord | undefined, { yes, no, unknown }: PageTexts): string {
  if (record === undefined) {
    return '';
  }
  return record.hasPhoto === undefined ? unknown : record.hasPhoto ? yes : no;
}

/** Only photos that might be replaced: there is little room. */
function markWords(record: RowRecord | undefined, texts: PageTexts): string {
  if (record === undefined || record.hasPhoto === false) {
    return '';
  }
  return record.hasPhoto === true ? texts.hasPhoto : texts.photoUnknown;
}

function cell(kind: string, ...content: (Node | string)[]): HTMLElement {
  return withAttributes(element('div', `cell ${kind}`, ...content), { role: 'gridcell' });
}

function actionButton(
  what: PageRowAction,
  className: string,
  ...content: Node[]
): HTMLButtonElement {
  const made = withAttributes(element('button', className, ...content), { type: 'button' });
  made.dataset.rowAction = what;
  return made;
}

function name(control: HTMLElement, label: string, title = label): void {
  control.setAttribute('aria-label', label);
  control.title = title;
}

function tip(on: HTMLElement, text: string): void {
  on.title = text;
}
