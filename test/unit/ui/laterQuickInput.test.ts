import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { RestrictTrigger } from '../../../src/zoho/apiVersion.ts';
import { renewVscode, vscode } from '../stubbedVscode.ts';
import type { QuickInput } from './quickInputs.ts';
import { shownInputs } from './quickInputs.ts';

const { Automation } = await import('../../../src/ui/automation.ts');
const { pick } = await import('../../../src/ui/step.ts');
const { DeletionToggle } = await import('../../../src/ui/signIn/deletionToggle.ts');

/** What an editor says of itself, and has. */
const EDITORS = {
  'the oldest VS Code': { version: '1.105.1', QuickInputButtonLocation: { Title: 1, Inline: 2 } },
  'a VS Code where toggles are a proposal': {
    version: '1.107.0',
    QuickInputButtonLocation: { Title: 1, Inline: 2, Input: 3 },
  },
  'an editor that lacks them': { version: '1.139.1' },
  'an editor that says nothing': { QuickInputButtonLocation: { Input: 3 } },
};

function become(editor: object): void {
  Object.assign(vscode, { version: undefined, QuickInputButtonLocation: undefined }, editor);
  renewVscode();
}

function newest(): void {
  become({ version: '1.139.1', QuickInputButtonLocation: { Title: 1, Inline: 2, Input: 3 } });
}

/** Shows a question with what can be switched. */
function shown(toggle: Parameters<typeof pick>[0]['toggle']): QuickInput {
  void pick({
    title: () => (toggle?.().isOn === true ? 'on' : 'off'),
    step: 1,
    steps: 1,
    toggle,
    placeholder: 'Which?',
    explanation: 'There are two.',
    items: [{ label: 'one' }, { label: 'two' }],
  });
  const input = shownInputs.at(-1);
  assert.ok(input);
  return input;
}

function pressFirst(input: QuickInput): void {
  const [button] = input.buttons as { readonly tooltip: string }[];
  assert.ok(button);
  input.press(button.tooltip);
}

const ALLOWED = { again: undefined, scopes: [] } as never;

describe('what only a newer VS Code can do', () => {
  afterEach(() => {
    become({});
  });

  it('explains a question in a line above the list', () => {
    newest();
    const input = shown(undefined);
    assert.equal(input.placeholder, 'Which?');
    assert.equal(input.prompt, 'There are two.');
  });

  it('shows a toggle with its state, and switches it without leaving the question', () => {
    newest();
    const automation = new Automation('v2', [], undefined);
    assert.equal(automation.button, undefined, 'nothing else can be chosen');
    const input = shown(() => automation.switch);
    const iconPath = new (vscode.ThemeIcon as ObjectConstructor)('circle-slash');
    const look = { iconPath, tooltip: 'Skip workflow rules', location: 3 };
    const looks = (checked: boolean): object[] => [{ ...look, toggle: { checked } }];
    assert.deepEqual(input.buttons, looks(false));
    pressFirst(input);
    assert.deepEqual(input.buttons, looks(true));
    assert.equal(input.title, 'on');
    assert.deepEqual(automation.restricted, ['workflow']);
    pressFirst(input);
    assert.deepEqual(input.buttons, looks(false));
    assert.equal(input.title, 'off');
    assert.deepEqual(automation.restricted, []);
    assert.equal(input.isOver, false);
  });

  it('switches back to what was chosen before', () => {
    newest();
    const chosen: RestrictTrigger[] = ['approval', 'blueprint'];
    const automation = new Automation('v8', chosen, ['workflow']);
    assert.equal(automation.button?.tooltip, 'Select Automations to Skip…');
    assert.equal(automation.switch.label, 'Skip approval processes, blueprints');
    assert.equal(automation.switch.isOn, true);
    automation.switch.press();
    assert.deepEqual(automation.restricted, []);
    assert.deepEqual(automation.lastRestricted, [], 'what was switched holds for the last record');
    automation.switch.press();
    assert.deepEqual(automation.restricted, chosen);
  });

  it('switches what the last upload skipped, once that is skipped again', () => {
    newest();
    const automation = new Automation('v8', [], ['workflow']);
    automation.restrictAsLast();
    assert.equal(automation.switch.label, 'Skip workflow rules');
    automation.switch.press();
    automation.switch.press();
    assert.deepEqual(automation.restricted, ['workflow']);
  });

  it('shows whether deleting is allowed', () => {
    newest();
    const deletion = new DeletionToggle();
    const input = shown(deletion.switchFor(ALLOWED));
    const [before] = input.buttons as { readonly tooltip: string }[];
    pressFirst(input);
    const [after] = input.buttons as { readonly tooltip: string; readonly toggle: object }[];
    assert.equal(deletion.isOn, true);
    assert.equal(after?.tooltip, before?.tooltip);
    assert.deepEqual(after?.toggle, { checked: true });
  });

  for (const [name, editor] of Object.entries(EDITORS)) {
    it(`has what it had before in ${name}`, () => {
      become(editor);
      const automation = new Automation('v2', ['workflow'], undefined);
      assert.match(automation.button?.tooltip ?? '', /^Skipping workflow rules\. Change/);
      assert.deepEqual(shown(() => automation.switch).buttons, []);
      const deletion = new DeletionToggle();
      const input = shown(deletion.switchFor(ALLOWED));
      const [allow] = input.buttons as { readonly tooltip: string }[];
      pressFirst(input);
      const [forbid] = input.buttons as { readonly tooltip: string }[];
      assert.equal(deletion.isOn, true);
      assert.notEqual(forbid?.tooltip, allow?.tooltip);
      assert.deepEqual(Object.keys(forbid ?? {}).sort(), ['iconPath', 'tooltip']);
      if (editor !== EDITORS['an editor that lacks them']) {
        assert.equal(input.placeholder, 'Which? There are two.');
        assert.equal(input.prompt, '');
      }
    });
  }
});
