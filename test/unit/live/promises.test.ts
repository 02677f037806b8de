import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { execPath } from 'node:process';
import { after, before, describe, it } from 'node:test';
import { seedOrganizations } from '../../emulator/data.ts';
import type { Switches } from '../../emulator/profile.ts';
import { leaks } from '../../canary.ts';
import { listText } from '../../live/check.ts';
import { jpeg } from '../../pictures.ts';
import { LiveWorld, SANDBOX_CONTACT } from './liveWorld.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const { id } = SANDBOX_CONTACT;

/** Agrees to nothing. */
const skips = (prompt: string): string | undefined =>
  prompt.includes('y = yes') ? 's' : undefined;

describe('check:live', () => {
  let world: LiveWorld;

  before(async () => {
    world = await LiveWorld.open();
  });
  after(() => world.close());

  /** What was asked of Zoho, without its numbers. */
  async function requests(): Promise<string[]> {
    const all = await world.control.requests();
    return all.map(({ method, path: asked }) => `${method} ${asked.replaceAll(/\d{5,}/g, 'ID')}`);
  }

  it('refuses an organization in production, whatever its record, and revokes the token', async () => {
    const record = 'https://crm.zoho.com/crm/org808232144/tab/Contacts/4876876000000624001';
    const photo = await jpeg({ width: 50, height: 40 });
    const run = await world.run({ org: 'production', record, photo });
    assert.equal(run.outcome, 'refused');
    assert.match(run.person.text, /Refused\..*production organization/);
    assert.deepEqual(await requests(), [
      'POST /oauth/v2/token',
      'GET /crm/v8/org',
      'GET /crm/v8/org',
      'POST /oauth/v2/token/revoke',
    ]);
    assert.equal(run.report, undefined);
  });

  it('accepts a developer edition', async () => {
    const run = await world.run({
      org: 'developer',
      record: 'Contacts/634518000000624001',
      agreed: false,
      answer: (prompt) =>
        prompt.includes('data center') ? 'us' : prompt.includes('y = yes') ? 's' : undefined,
    });
    assert.equal(run.outcome, 'done', run.person.text);
    assert.match(run.report?.markdown ?? '', /US, developer/);
  });

  for (const organizationType of ['missing', 'null'] as const) {
    it(`believes the API’s host if the organization’s type is ${organizationType}`, async () => {
      const run = await world.run({
        switches: { organizationType },
        agreed: false,
        answer: skips,
      });
      assert.notEqual(run.outcome, 'refused', run.person.text);
    });
  }

  for (const [what, org, organizationType, why] of [
    ['says that it is in production', 'production', 'capitalized', /type “production”/],
    ['doesn’t say what it is', 'northwindsandbox', 'missing', /doesn’t say that .* is a sandbox/],
  ] as const) {
    it(`refuses a server with one API if the organization ${what}`, async () => {
      const record = `Contacts/${id}`;
      const run = await world.run({ org, record, custom: true, switches: { organizationType } });
      assert.equal(run.outcome, 'refused', run.person.text);
      assert.match(run.person.text, why);
      assert.deepEqual(await requests(), [
        'POST /oauth/v2/token',
        'GET /crm/v8/org',
        'POST /oauth/v2/token/revoke',
      ]);
    });
  }

  it('waits when Zoho limits requests, says so, and reports the code', async () => {
    const photo = await jpeg({ width: 50, height: 40 });
    const body = { code: 'TOO_MANY_REQUESTS', details: {}, message: 'x', status: 'error' };
    const run = await world.run({
      photo,
      quick: true,
      prepare: () =>
        world.control.fault({ path: '/settings/', times: 2, answer: { status: 429, body } }),
    });
    assert.equal(run.outcome, 'done', run.person.text);
    assert.match(run.person.text, /Zoho limits requests\. Going on in 5 seconds/);
    assert.match(run.report?.markdown ?? '', /429 TOO_MANY_REQUESTS, without Retry-After/);
    assert.match(run.report?.markdown ?? '', /nullLabels: false/);
  });

  it('refuses a record of another organization, and one that isn’t there', async () => {
    const other =
      'https://crmsandbox.zoho.com/crm/northwindtraining/tab/Contacts/592877000000624001';
    const run = await world.run({ record: other });
    assert.equal(run.outcome, 'refused');
    assert.match(run.person.text, /another organization/);
    const missing = await world.run({
      record: 'https://crmsandbox.zoho.com/crm/northwindsandbox/tab/Contacts/591203000000999999',
    });
    assert.equal(missing.outcome, 'refused');
    assert.match(missing.person.text, /no such record/);
    assert.deepEqual(
      (await requests()).filter((asked) => asked.includes('/photo')),
      [],
    );
  });

  it('contacts nobody before the person has pasted a code', async () => {
    const abort = new AbortController();
    const run = await world.run({
      abort,
      answer: async (prompt) => {
        assert.deepEqual(await requests(), []);
        if (prompt.includes('Code')) {
          abort.abort(new Error('interrupted'));
        }
        return undefined;
      },
    });
    assert.match(String(run.outcome), /interrupted/);
    assert.deepEqual(await requests(), []);
  });

  it('does nothing that wasn’t agreed to', async () => {
    const photo = await jpeg({ width: 50, height: 40 });
    const run = await world.run({
      photo,
      agreed: false,
      answer: skips,
    });
    assert.equal(run.outcome, 'done');
    assert.deepEqual(await requests(), [
      'POST /oauth/v2/token',
      'GET /crm/v8/org',
      'GET /crm/v8/org',
      'GET /crm/v8/Contacts/ID',
      'POST /oauth/v2/token/revoke',
    ]);
  });

  it('says what each question does before it does it, and does no more', async () => {
    const photo = await jpeg({ width: 50, height: 40 });
    let before = 0;
    let said = '';
    const asked: { text: string; api: number; accounts: number; changed: boolean }[] = [];
    const count = async (): Promise<void> => {
      const all = await world.control.requests();
      const since = all.slice(before);
      before = all.length;
      const last = asked.at(-1);
      if (last !== undefined) {
        last.api = since.filter(({ server }) => server === 'api').length;
        last.accounts = since.filter(({ server }) => server === 'accounts').length;
        last.changed = since.some(
          ({ method, path: at }) => method !== 'GET' && at.includes('/photo'),
        );
      }
    };
    const run = await world.run({
      photo,
      agreed: false,
      answer: async (prompt) => {
        if (!prompt.includes('y = yes')) {
          return undefined;
        }
        await count();
        asked.push({ text: said, api: 0, accounts: 0, changed: false });
        return 'y';
      },
      onSaid: (text) => {
        said = text;
      },
    });
    await count();
    assert.equal(run.outcome, 'done', run.person.text);
    assert.equal(asked.length, 21);
    for (const { text, api, accounts, changed } of asked.slice(0, -1)) {
      const most = (noun: string): number =>
        [...text.matchAll(new RegExp(`(\\d+) ${noun}`, 'g'))]
          .map(([, number]) => Number(number))
          .reduce((sum, number) => sum + number, 0);
      const restoring = text.startsWith('\n20/') ? 2 : 0;
      assert.ok(api <= most('API call') + restoring, `${text}: ${api}`);
      assert.ok(accounts <= most('token request'), `${text}: ${accounts}`);
      assert.equal(changed && text.includes('Changes nothing'), false, text);
    }
  });
  it('reports nothing personal and no secret, whatever Zoho’s texts are', async () => {
    const customer = 'Amelia Fischer, amelia.fischer@customers.example';
    const switches: Partial<Switches> = {
      uploadedMessage: `photo of ${customer} uploaded`,
      deletedMessage: `photo of ${customer} deleted`,
      // Not one of its values: as a server may answer that nobody knows.
      endedTokenCode: customer as 'INVALID_TOKEN',
      malformedIdCode: 'INVALID_DATA',
    };
    const photo = await jpeg({ width: 50, height: 40 });
    const run = await world.run({ photo, quick: true, switches });
    assert.equal(run.outcome, 'done', run.person.text);
    const [, sandbox] = seedOrganizations();
    assert.ok(sandbox);
    const personal = [
      ...(await world.control.secrets()),
      world.emulator.clientId,
      id,
      sandbox.id,
      sandbox.zgid,
      sandbox.domain_name,
      sandbox.company_name,
      sandbox.primary_email,
      ...sandbox.users.flatMap((user) => [user.email, user.last_name, user.id, user.zuid]),
      ...sandbox.modules.flatMap((each) => [
        each.id,
        ...(each.generated_type === 'custom' ? [each.api_name] : []),
      ]),
      ...sandbox.records.map((record) => record.id),
      ...sandbox.records.flatMap(({ fields }) =>
        Object.values(fields).filter((value) => typeof value === 'string' && value.length > 8),
      ),
      'Amelia',
      'Fischer',
      'customers.example',
    ] as string[];
    assert.ok(personal.length > 100);
    const { markdown = '', json = '' } = run.report ?? {};
    assert.deepEqual(await leaks(personal, { folders: [], texts: { markdown, json } }), []);
    assert.ok(!/\d{9,}/.test(markdown + json), markdown);
    // Secrets aren't shown in the terminal either.
    const secrets = await world.control.secrets();
    assert.deepEqual(
      await leaks(secrets, { folders: [], texts: { terminal: run.person.text } }),
      [],
    );
  });

  it('reports a custom module as custom', async () => {
    const run = await world.run({
      record:
        'https://crmsandbox.zoho.com/crm/northwindsandbox/tab/CustomModule3/591203000000630001',
      agreed: false,
      answer: skips,
    });
    assert.equal(run.outcome, 'done', run.person.text);
    assert.match(run.report?.markdown ?? '', /module: custom/);
    assert.doesNotMatch(run.report?.markdown ?? '', /Vehicles/);
  });

  it('finds values that no profile has, and lists the differences from the nearest one', async () => {
    const switches: Partial<Switches> = {
      organizationType: 'capitalized',
      apiDomain: 'production',
      refreshApiDomain: 'null',
      foreignScopes: 'left out',
      revokesAt: 'token/revoke',
      dealsOnEveryVersion: true,
    };
    const photo = await jpeg({ width: 50, height: 40 });
    const run = await world.run({ photo, quick: true, profile: 'newest', switches });
    assert.equal(run.outcome, 'done', run.person.text);
    const { profile } = JSON.parse(run.report?.json ?? '') as {
      profile: { names: string[]; differences: { about: string; found: string }[] };
    };
    assert.deepEqual(profile.names, ['newest']);
    assert.deepEqual(
      Object.fromEntries(profile.differences.map(({ about, found }) => [about, found])),
      Object.fromEntries(Object.entries(switches).map(([about, value]) => [about, String(value)])),
    );
    assert.match(run.person.text, /none matches; nearest is newest/);
  });

  it('lists everything and contacts nobody with --list', () => {
    const main = path.join(root, 'test/live/main.ts');
    const { status, stdout } = spawnSync(execPath, [main, '--list'], { encoding: 'utf8' });
    assert.equal(status, 0);
    assert.equal(stdout, `${listText()}\n`);
    assert.match(stdout, /In all up to \d+ API calls/);
    assert.match(stdout, /Not asked:[^]*storage is full[^]*It would use them up/);
  });

  it('asks for no secret without a terminal, and explains wrong arguments in a line', () => {
    const main = path.join(root, 'test/live/main.ts');
    const run = (...parameters: string[]): string => {
      const { status, stderr } = spawnSync(execPath, [main, ...parameters], { encoding: 'utf8' });
      assert.equal(status, 2);
      return stderr;
    };
    assert.match(run(), /^check:live: Run this in a terminal[^\n]+\n$/);
    assert.match(run('--secret', 'x'), /^check:live: Unknown option[^\n]+\n$/);
    assert.match(run('--api', 'http://example.com'), /^check:live: Your own server[^\n]+\n$/);
  });

  it('knows nothing of the emulator but the profiles that it names', () => {
    const files = globSync('test/live/**/*.ts', { cwd: root });
    assert.ok(files.length > 20);
    const imports = files.flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(/from '([^']*emulator[^']*)'/g)].map(
        ([, from]) => `${path.basename(file)} ${from ?? ''}`,
      ),
    );
    assert.deepEqual(imports, ['main.ts ../emulator/profile.ts']);
    const back = globSync('{src,test/emulator}/**/*.ts', { cwd: root }).filter((file) =>
      /from '[^']*\/live\//.test(readFileSync(path.join(root, file), 'utf8')),
    );
    assert.deepEqual(back, []);
  });
});
