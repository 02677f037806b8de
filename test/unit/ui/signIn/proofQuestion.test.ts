import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FLOWS } from '../../../../src/auth/flows/flow.ts';
import type { SignInQuestion } from '../../../../src/auth/prompts.ts';
import type { Draft } from '../../../../src/ui/signIn/draft.ts';
import { answersOf } from '../../../../src/ui/signIn/draft.ts';
import { sampleAccount } from '../../auth/sampleAccount.ts';
import type { QuickInput } from '../quickInputs.ts';
import { shownInputs } from '../quickInputs.ts';
import { vscode } from '../../stubbedVscode.ts';

vscode.Uri = { parse: (text: string) => ({ authority: new URL(text).host }) };

const { askProof } = await import('../../../../src/ui/signIn/steps.ts');

const ONE = 'https://one.zoho.eu/zohoone/northwind/home/cxapp/crm/org808232144';

describe('the last question of a sign-in with a self client', () => {
  function ask(
    again?: SignInQuestion['again'],
    more: Partial<Draft> = {},
  ): {
    input: QuickInput;
    answered: ReturnType<typeof askProof>;
  } {
    const draft: Draft = {
      way: 'self-client',
      choosesWay: false,
      custom: undefined,
      dataCenter: 'EU',
      kept: 'another',
      clientType: 'self',
      clientId: '1000.A',
      clientSecret: 's',
      ...more,
    };
    const answered = askProof({
      question: {
        flows: FLOWS,
        scopes: [],
        isUsed: () => false,
        again,
        usual: undefined,
        keptClients: () => Promise.resolve([]),
        redirectUris: [],
        before: undefined,
      },
      counted: { title: '', step: 4, steps: 4 },
      draft,
      error: undefined,
    });
    const input = shownInputs.at(-1);
    assert.ok(input);
    return { input, answered };
  }

  for (const text of [
    `${ONE}/tab/Contacts/4876876000000624001`,
    `${ONE}/tab/Leads/custom-view/1/list`,
    ' <https://crm.zoho.eu/crm/org808232144/tab/Home/begin>. ',
    'crmplus.zoho.eu/northwind/index.do/cxapp/crm/org808232144/tab/Leads/create',
    'ZohoCRM.808232144',
  ]) {
    it(`takes the organization out of ${text}`, async () => {
      const { input, answered } = ask();
      input.type(text);
      assert.equal(input.validationMessage, undefined);
      input.accept();
      const answer = await answered;
      assert.ok(answer !== undefined && answer !== 'back');
      const answers = answersOf(answer.value);
      assert.ok(answers.way === 'self-client');
      assert.deepEqual(answers.proof, { kind: 'organization', id: '808232144' });
    });
  }

  it('doesn’t take a code that expired since it came from a file', async () => {
    const [old, next] = ['1000.a4fbc5c22a1a08a1.b5c7', '1000.a4fbc5c22a1a08a1.d00d'];
    const { input, answered } = ask(undefined, { proof: old, proofExpiresAt: Date.now() - 1 });
    input.accept();
    assert.match(input.validationMessage ?? '', /^The code in self_client\.json expired at/);
    input.type(next);
    input.accept();
    const answer = await answered;
    assert.ok(answer !== undefined && answer !== 'back');
    assert.equal(answer.value.proof, next);
  });

  it('names what the account may not do yet', async () => {
    const way = 'self-client';
    const account = sampleAccount();
    const prompts = [
      { lacking: ['ZohoCRM.modules.vendors.DELETE', 'ZohoCRM.modules.custom.DELETE'] },
      { lacking: ['ZohoCRM.modules.leads.DELETE'], byCode: true as const },
      { lacking: ['ZohoCRM.coql.READ'] },
      { lacking: ['ZohoCRM.coql.READ'], byCode: true as const },
    ].map((more) => {
      const { input, answered } = ask({ account, way, ...more });
      input.hide();
      return answered.then(() => input.prompt);
    });
    const [several, one, scope, byCode] = await Promise.all(prompts);
    assert.match(
      several ?? '',
      /^To allow deleting photos in Vendors and custom modules, enter your organization ID, or a code .*\.$/,
    );
    assert.match(one ?? '', /^To allow deleting photos in Leads, .*doesn’t get all of them\.$/);
    assert.match(
      scope ?? '',
      /^To add the scope ZohoCRM\.coql\.READ, enter your organization ID, or/,
    );
    assert.match(byCode ?? '', /^To add the scope .*doesn’t get all of them\.$/);
  });

  for (const [text, said] of [
    [ONE.replace('zoho.eu', 'zoho.in'), /India.*Go back/],
    ['https://crm.zoho.eu/crm/northwind/tab/Home', /name instead of “org” and digits.*code/],
    ['https://crm.zoho.eu/crm/EntityInfo.do?module=Leads&id=1', /no organization ID.*another page/],
    [
      'https://one.zoho.eu/zohoone/northwind/home',
      /Zoho One URL, not a Zoho CRM one.*URL of your CRM/,
    ],
    ['https://desk.zoho.eu/agent/northwind', /Zoho Desk URL, not a Zoho CRM one/],
    ['https://crm.zoho.eu.evil.example/crm/org808232144', /isn’t a Zoho CRM server/],
    ['https://crm.zoho.eu/crm/org8082…', /cut off.*URL of your CRM/],
    ['/crm/org808232144/tab/Home', /missing its beginning/],
    ['zcrm_4876876000000624001', /a record ID/],
    ['4876876000000624001', /a record ID/],
    ['https://crmsandbox.zoho.eu/crm/northwindsandbox', /sandbox.*Generate Code/],
    ['northwind', /isn’t a CRM URL, an organization ID/],
  ] as const) {
    it(`says what is wrong with ${text}`, async () => {
      const { input, answered } = ask();
      input.type(text);
      assert.match(input.validationMessage ?? '', said);
      input.accept();
      input.hide();
      assert.equal(await answered, undefined);
    });
  }
});
