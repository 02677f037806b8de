import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { FLOWS } from '../../../../src/auth/flows/flow.ts';
import type { SignInAnswers, SignInQuestion } from '../../../../src/auth/prompts.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import { until } from '../../until.ts';
import { SCOPES } from '../../../../src/zoho/scopes.ts';
import type { QuickInput } from '../quickInputs.ts';
import { shownInputs } from '../quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';

vscode.InputBoxValidationSeverity = { Info: 1 };
vscode.Uri = { parse: (text: string) => ({ authority: new URL(text).host }) };

const { askAnswers } = await import('../../../../src/ui/signIn/questions.ts');
const { ALLOW_DELETION } = await import('../../../../src/ui/words/signInQuestions.ts');

const SELF = FLOWS.filter(({ id }) => id === 'self-client');

describe('the questions of a sign-in', () => {
  beforeEach(() => {
    shownInputs.length = 0;
  });

  function ask(more: Partial<SignInQuestion> = {}): Promise<SignInAnswers | undefined> {
    return askAnswers(
      {
        flows: [...SELF, ...FLOWS.filter(({ id }) => id === 'access-token')],
        scopes: [],
        isUsed: () => false,
        again: undefined,
        usual: undefined,
        keptClients: () => Promise.resolve([]),
        redirectUris: [],
        before: undefined,
        ...more,
      },
      undefined,
    );
  }

  /** The question that is shown once the one before is answered, with its number. */
  async function next(number: string): Promise<QuickInput> {
    await until(`question ${number}`, () => shownInputs.length > 0);
    const input = shownInputs.pop();
    assert.ok(input);
    assert.equal(`${input.step}/${input.totalSteps}`, number);
    return input;
  }

  function enter(input: QuickInput, text: string): void {
    input.type(text);
    input.accept();
  }

  it('are numbered, and go back one by one with what was answered', async () => {
    const answered = ask();
    (await next('1/4')).choose('Europe');
    enter(await next('2/4'), '1000.A');
    enter(await next('3/4'), 'secret');
    (await next('4/4')).goBack();
    const secret = await next('3/4');
    assert.equal(secret.value, 'secret');
    secret.goBack();
    const id = await next('2/4');
    assert.equal(id.value, '1000.A');
    id.goBack();
    const center = await next('1/4');
    assert.equal(center.activeItems[0]?.label, 'Europe');
    center.choose('Europe');
    (await next('2/4')).accept();
    (await next('3/4')).accept();
    enter(await next('4/4'), '1000.c0de.c0de');
    assert.deepEqual(await answered, {
      way: 'self-client',
      authority: { kind: 'zoho', dataCenter: 'EU' },
      client: { type: 'self', id: '1000.A', secret: 'secret' },
      proof: { kind: 'code', code: '1000.c0de.c0de' },
    });
  });

  it('begin with the ways once somebody wants another one', async () => {
    const answered = ask();
    (await next('1/4')).choose(/^Other/);
    const ways = await next('1/5');
    ways.choose(/token/i);
    (await next('2/3')).choose('Europe');
    enter(await next('3/3'), '1000.abc');
    assert.equal((await answered)?.way, 'access-token');
  });

  it('are only for what is not known where somebody signs in again', async () => {
    const answered = ask({ again: { account: sampleAccount(), way: 'self-client' } as never });
    // A single question has no number.
    enter(await next('undefined/undefined'), '1000.c0de.c0de');
    assert.equal((await answered)?.way, 'self-client');
  });

  it('end with a self_client.json where somebody signs in again', async () => {
    const answered = ask({ again: { account: sampleAccount(), way: 'self-client' } as never });
    const file = {
      client_id: '1000.B',
      client_secret: 'c'.repeat(42),
      code: '1000.c0de.c0de',
      scope: ['ZohoCRM.org.READ', 'ZohoCRM.users.READ', 'ZohoCRM.modules.ALL'],
    };
    enter(await next('undefined/undefined'), JSON.stringify(file));
    const answers = await answered;
    assert.ok(answers?.way === 'self-client');
    assert.equal(shownInputs.length, 0);
    assert.deepEqual(answers.authority, { kind: 'zoho', dataCenter: 'EU' });
    assert.equal(answers.client.id, '1000.B');
  });

  it('hide a code or token where a client ID is asked for', async () => {
    const answered = ask();
    (await next('1/4')).choose('Europe');
    const id = await next('2/4');
    for (const [text, isHidden] of [
      ['1000.GMB0YULZHJK411248S8I5GZ4CHUEX0', false],
      ['1000.a4fbc5c22a1a08a1.b5c7', true],
      ['{"client_id": "1000.B", "client_secret": "s', true],
    ] as const) {
      id.type(text);
      assert.equal(id.password, isHidden, text);
    }
    id.hide();
    await answered;
  });

  it('don’t offer to allow deleting where they are about that', async () => {
    const lacking = ['ZohoCRM.modules.vendors.DELETE'];
    for (const [again, isOffered] of [
      [{ account: sampleAccount(), way: 'self-client', lacking }, false],
      [{ account: sampleAccount(), way: 'self-client' }, true],
    ] as const) {
      const answered = ask({ again: again, scopes: [...SCOPES, ...lacking] });
      const proof = await next('undefined/undefined');
      const tooltips = proof.buttons.map((button) => 'tooltip' in button && button.tooltip);
      assert.equal(tooltips.includes(ALLOW_DELETION), isOffered);
      proof.hide();
      await answered;
    }
  });

  for (const at of [1, 2, 3, 4]) {
    it(`are canceled at step ${at}`, async () => {
      const answered = ask();
      const answers = [
        (input: QuickInput) => {
          input.choose('Europe');
        },
        (input: QuickInput) => {
          enter(input, '1000.A');
        },
        (input: QuickInput) => {
          enter(input, 'secret');
        },
      ];
      for (const [index, answer] of answers.slice(0, at - 1).entries()) {
        answer(await next(`${index + 1}/4`));
      }
      (await next(`${at}/4`)).hide();
      assert.equal(await answered, undefined);
    });
  }
});
