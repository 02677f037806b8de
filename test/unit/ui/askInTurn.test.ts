import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NamedStep, StepTurn } from '../../../src/ui/askInTurn.ts';
import type { StepAnswer } from '../../../src/ui/step.ts';

const { askInTurn } = await import('../../../src/ui/askInTurn.ts');

type Draft = Readonly<Record<string, string>>;
/** What a person does at a step: answers, goes back, or cancels. */
type Does = readonly [step: string, answer: Draft | 'back' | undefined];

/** Asks these steps; the person takes these actions. */
async function play(
  stepsOf: (draft: Draft) => readonly string[],
  person: readonly Does[],
  more: { readonly empty?: Draft; readonly at?: string; readonly error?: string } = {},
): Promise<{ answered: Draft | undefined; told: string[] }> {
  const told: string[] = [];
  const does = [...person];
  const ask = (name: string): NamedStep<string, Draft> => ({
    name,
    ask: ({
      question,
      draft,
      counted,
      error,
    }: StepTurn<string, Draft>): Promise<StepAnswer<Draft>> => {
      assert.equal(question, 'the question');
      assert.equal(counted.title, 'Title');
      told.push(
        `${name} ${counted.step}/${counted.steps}${error === undefined ? '' : ` ${error}`}`,
      );
      const [step, answer] = does.shift() ?? [];
      assert.equal(name, step);
      return Promise.resolve(
        answer === undefined || answer === 'back' ? answer : { value: { ...draft, ...answer } },
      );
    },
  });
  const { at, empty = {}, error } = more;
  const answered = await askInTurn<string, Draft, string>(
    'the question',
    empty,
    (draft) => stepsOf(draft).map(ask),
    { title: 'Title', start: at === undefined ? undefined : { at: new Set([at]), error } },
  );
  assert.deepEqual(does, []);
  return { answered, told };
}

const THREE = (): string[] => ['a', 'b', 'c'];

describe('questions asked in turn', () => {
  it('are numbered, and return all answers', async () => {
    const { answered, told } = await play(THREE, [
      ['a', { a: '1' }],
      ['b', { b: '2' }],
      ['c', { c: '3' }],
    ]);
    assert.deepEqual(answered, { a: '1', b: '2', c: '3' });
    assert.deepEqual(told, ['a 1/3', 'b 2/3', 'c 3/3']);
  });

  it('go back to the previous one, and keep all answers', async () => {
    const { answered, told } = await play(THREE, [
      ['a', { a: '1' }],
      ['b', { b: '2' }],
      ['c', 'back'],
      ['b', 'back'],
      ['a', { a: '4' }],
      ['b', {}],
      ['c', { c: '3' }],
    ]);
    assert.deepEqual(answered, { a: '4', b: '2', c: '3' });
    assert.deepEqual(told.slice(2), ['c 3/3', 'b 2/3', 'a 1/3', 'b 2/3', 'c 3/3']);
  });

  for (const at of [1, 2, 3]) {
    it(`are canceled at step ${at}`, async () => {
      const person: Does[] = THREE()
        .slice(0, at)
        .map((name, index) => [name, index === at - 1 ? undefined : {}]);
      assert.equal((await play(THREE, person)).answered, undefined);
    });
  }

  it('are canceled by going back from the first one', async () => {
    assert.equal((await play(THREE, [['a', 'back']])).answered, undefined);
  });

  it('depend on the answers, as do their numbers', async () => {
    const { told } = await play(
      ({ a }) => (a === 'long' ? ['a', 'b', 'c', 'd'] : ['a', 'd']),
      [
        ['a', { a: 'long' }],
        ['b', 'back'],
        ['a', { a: 'short' }],
        ['d', {}],
      ],
    );
    assert.deepEqual(told, ['a 1/2', 'b 2/4', 'a 1/4', 'd 2/2']);
  });

  it('continue at a question that an answer adds before the current one', async () => {
    const { told } = await play(
      ({ other }) => [...(other === undefined ? [] : ['way']), 'a', 'b'],
      [
        ['a', { other: 'yes' }],
        ['way', {}],
        ['a', {}],
        ['b', {}],
      ],
    );
    assert.deepEqual(told, ['a 1/2', 'way 1/3', 'a 2/3', 'b 3/3']);
  });

  it('end once an answer leaves none', async () => {
    const { answered } = await play(
      ({ leaves }) => (leaves === undefined ? THREE() : []),
      [['a', { leaves: 'yes' }]],
    );
    assert.deepEqual(answered, { leaves: 'yes' });
    assert.deepEqual((await play(() => [], [], { empty: { x: '1' } })).answered, { x: '1' });
  });

  it('start where an answer was refused, show the error once, and go back from there', async () => {
    const { told } = await play(
      THREE,
      [
        ['b', 'back'],
        ['a', {}],
        ['b', {}],
        ['c', {}],
      ],
      { at: 'b', error: 'refused' },
    );
    assert.deepEqual(told, ['b 2/3 refused', 'a 1/3', 'b 2/3', 'c 3/3']);
  });

  it('leave out a settled one, which is asked on the way back, or if it’s where they start', async () => {
    for (const at of [undefined, 'b']) {
      const told: string[] = [];
      const does: StepAnswer<Draft>[] = [
        ...(at === undefined ? [{ value: { a: '1' } }, 'back' as const] : []),
        { value: { a: '1', b: 'asked' } },
        { value: { a: '1', b: 'asked', c: '3' } },
      ];
      const steps = (): NamedStep<string, Draft>[] =>
        ['a', 'b', 'c'].map((name) => ({
          name,
          ask: ({ draft, counted }) => {
            told.push(`${name} ${counted.step}/${counted.steps} ${draft.b ?? ''}`);
            return Promise.resolve(does.shift());
          },
          ...(name === 'b' ? { settle: (draft: Draft) => ({ b: 'settled', ...draft }) } : {}),
        }));
      const start = at === undefined ? undefined : { at: new Set([at]), error: undefined };
      const answered = await askInTurn('', {}, steps, { title: '', start });
      assert.deepEqual(answered, { a: '1', b: 'asked', c: '3' });
      assert.deepEqual(
        told,
        at === undefined
          ? ['a 1/2 ', 'c 2/2 settled', 'b 2/3 settled', 'c 2/2 asked']
          : ['b 2/3 ', 'c 2/2 asked'],
      );
    }
  });
});
