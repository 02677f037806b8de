import assert from 'node:assert/strict';
import { afterEach, it } from 'node:test';
import { until } from '../until.ts';
import { shownInputs } from './quickInputs.ts';
import { vscode } from '../stubbedVscode.ts';

const { agreeToSkip, askPersonalData } = await import('../../../src/ui/personalDataQuestion.ts');

afterEach(() => {
  shownInputs.splice(0);
});

async function asked(
  removable: readonly string[],
  unremovable: readonly string[],
): Promise<unknown[]> {
  const answer = askPersonalData({ removable, unremovable });
  await until('the question is asked', () => shownInputs.length > 0);
  const [input] = shownInputs;
  assert.ok(input);
  const [first] = input.items;
  const said = [input.placeholder, first?.label, first?.detail];
  input.hide();
  await answer;
  return said;
}

it('offers to remove a location if possible', async () => {
  assert.deepEqual(await asked(['a.jpg'], []), [
    'a.jpg contains the location where it was taken. Remove it?',
    'Remove location and camera data',
    'Image, colors, and orientation stay the same. Your file isn’t changed.',
  ]);
});

it('names pictures from which a location can’t be removed, without calling them damaged', async () => {
  assert.deepEqual(await asked(['a.jpg'], ['b.png']), [
    '2 pictures contain the locations where they were taken. Remove them?',
    'Remove location and camera data',
    'b.png is skipped because its data can’t be removed.',
  ]);
});

it('offers to skip pictures if a location can’t be removed from any', async () => {
  assert.deepEqual(await asked([], ['b.png']), [
    'b.png contains the location where it was taken.',
    'Skip It',
    'Location and camera data can’t be removed from b.png.',
  ]);
});

it('asks before it skips pictures from which the setting’s data can’t be removed', async () => {
  const shown: unknown[] = [];
  const showWarningMessage = (text: string, _: object, button: string): Promise<string> => {
    shown.push(text, button);
    return Promise.resolve(button);
  };
  Object.assign(vscode.window as object, { showWarningMessage });
  assert.equal(await agreeToSkip(['a.jpg', 'b.jpg']), true);
  assert.deepEqual(shown, [
    'Location and camera data can’t be removed from 2 pictures.',
    'Skip Them',
  ]);
});
