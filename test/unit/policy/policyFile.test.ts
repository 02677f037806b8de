import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { POLICY_FILES, PolicyFile, policyIn, policyPath } from '../../../src/policy/policyFile.ts';
import { policyLine } from '../../../src/ui/words/policyLine.ts';

const me = process.getuid?.() ?? 0;

describe('the policy file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
    file = path.join(folder, 'policy.json');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function write(text: string): Promise<void> {
    return writeFile(file, text, { mode: 0o644 });
  }

  it('is in a folder that only administrators can write to, whatever the environment says', () => {
    const before = { ...process.env };
    Object.assign(process.env, { ProgramData: folder, ProgramFiles: folder, HOME: folder });
    try {
      assert.deepEqual(['win32', 'darwin', 'linux', 'freebsd'].map(policyPath), [
        POLICY_FILES.win32,
        POLICY_FILES.darwin,
        POLICY_FILES.linux,
        POLICY_FILES.linux,
      ]);
      assert.ok(POLICY_FILES.win32.startsWith('C:\\Program Files\\'));
    } finally {
      Object.assign(process.env, before);
    }
    assert.equal(new PolicyFile().path, policyPath(process.platform));
  });

  it('says nothing if it isn’t there', () => {
    assert.deepEqual(new PolicyFile(file, me).state, { kind: 'none' });
    assert.deepEqual(new PolicyFile(path.join(file, 'below', 'policy.json'), me).state, {
      kind: 'none',
    });
  });

  it('is read again once it has changed, was added, or was deleted', async () => {
    const policy = new PolicyFile(file, me);
    assert.equal(policy.state.kind, 'none');
    await write('{ "production": false }');
    assert.deepEqual(policy.state, { kind: 'rules', rules: { production: false } });
    assert.equal(policy.state, policy.state, 'it is read only once');
    await write('{ "production": true  }');
    // The same size, and on a coarse clock the same time.
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    assert.deepEqual(policy.state, { kind: 'rules', rules: { production: true } });
    await rm(file);
    assert.equal(policy.state.kind, 'none');
  });

  it('may be a link, have comments, and begin with a byte order mark', async () => {
    await writeFile(
      path.join(folder, 'real.json'),
      '\uFEFF{\n  // by IT\n  "backups": false,\n}\n',
      { mode: 0o644 },
    );
    await symlink(path.join(folder, 'real.json'), file);
    assert.deepEqual(new PolicyFile(file, me).state, {
      kind: 'rules',
      rules: { backups: false },
    });
  });

  it('can’t be used if others than administrators can write to it', async (t) => {
    if (process.platform === 'win32') {
      t.skip('Windows has no such bits');
      return;
    }
    await write('{}');
    for (const mode of [0o666, 0o664, 0o646]) {
      await chmod(file, mode);
      assert.deepEqual(new PolicyFile(file, me).state, {
        kind: 'unusable',
        problem: { kind: 'not-protected' },
      });
    }
    await chmod(file, 0o644);
    assert.equal(new PolicyFile(file, me).state.kind, 'rules');
    assert.deepEqual(new PolicyFile(file, me + 1).state, {
      kind: 'unusable',
      problem: { kind: 'not-protected' },
    });
  });

  it('can’t be used if others can write to its folder, or to the one that a link leads to', async (t) => {
    if (process.platform === 'win32') {
      t.skip('Windows has no such bits');
      return;
    }
    const unprotected = { kind: 'unusable', problem: { kind: 'not-protected' } };
    const usable = { kind: 'rules', rules: {} };
    const policy = new PolicyFile(file, me);
    await write('{}');
    await chmod(folder, 0o777);
    assert.deepEqual(policy.state, unprotected);
    await rm(file);
    assert.deepEqual(policy.state, unprotected, 'anybody may have deleted it');
    await chmod(folder, 0o755);
    assert.deepEqual(policy.state, { kind: 'none' });
    const shared = path.join(folder, 'shared');
    await mkdir(shared);
    await writeFile(path.join(shared, 'real.json'), '{}', { mode: 0o644 });
    await symlink(path.join(shared, 'real.json'), file);
    assert.deepEqual(policy.state, usable);
    await chmod(shared, 0o777);
    assert.deepEqual(policy.state, unprotected);
    await chmod(shared, 0o755);
    assert.deepEqual(policy.state, usable);
  });

  it('can’t be used if it is a link that leads nowhere, or its folder is', async () => {
    const lost = { kind: 'unusable', problem: { kind: 'unreadable', code: 'ENOENT' } };
    await symlink(path.join(folder, 'gone.json'), file);
    assert.deepEqual(new PolicyFile(file, me).state, lost);
    const linked = path.join(folder, 'linked');
    await symlink(path.join(folder, 'gone'), linked, 'junction');
    assert.deepEqual(new PolicyFile(path.join(linked, 'policy.json'), me).state, lost);
  });

  it('can’t be used if it is no file, or larger than any that is written by hand', async () => {
    await mkdir(file);
    assert.deepEqual(new PolicyFile(file, me).state, {
      kind: 'unusable',
      problem: { kind: 'not-a-file' },
    });
    await rm(file, { recursive: true });
    await write(`{}${' '.repeat(300_000)}`);
    assert.deepEqual(new PolicyFile(file, me).state, {
      kind: 'unusable',
      problem: { kind: 'too-large' },
    });
  });
});

describe('the text of a policy file', () => {
  for (const [text, problem] of [
    ['', { kind: 'syntax', line: 1 }],
    ['{\n"production": false', { kind: 'syntax', line: 2 }],
    ['{"production": false, "production": true}', { kind: 'duplicate-key', line: 1 }],
    ['['.repeat(50), { kind: 'too-deep', line: 1 }],
    ['[]', { kind: 'not-an-object' }],
    ['null', { kind: 'not-an-object' }],
    ['{\n\n"Production": false}', { kind: 'unknown-key', key: 'Production', line: 3 }],
    ['{"constructor": false}', { kind: 'unknown-key', key: 'constructor', line: 1 }],
    ['{"__proto__": {}}', { kind: 'unknown-key', key: '__proto__', line: 1 }],
    ['{"production": "false"}', { kind: 'wrong-value', key: 'production', line: 1 }],
    ['{"backups": null}', { kind: 'wrong-value', key: 'backups', line: 1 }],
    ['{"allowedDataCenters": "EU"}', { kind: 'wrong-value', key: 'allowedDataCenters', line: 1 }],
    ['{"allowedDataCenters": ["eu"]}', { kind: 'wrong-value', key: 'allowedDataCenters', line: 1 }],
    [
      '{"allowedOrganizations": [808232144]}',
      { kind: 'wrong-value', key: 'allowedOrganizations', line: 1 },
    ],
    [
      '{"allowedOrganizations": ["org808232144"]}',
      { kind: 'wrong-value', key: 'allowedOrganizations', line: 1 },
    ],
  ] as const) {
    it(`isn’t guessed at: ${text.slice(0, 40).replaceAll('\n', ' ')}`, () => {
      assert.deepEqual(policyIn(text), { kind: 'unusable', problem });
    });
  }

  it('restricts what it names, and nothing else', () => {
    const rules = {
      $schema: 'https://example.com/schema.json',
      allowedOrganizations: ['808232144'],
      allowedDataCenters: ['EU', 'IN'],
      production: false,
      languageModelTools: false,
      uploadFromUrl: false,
      backups: false,
      pastedTokens: false,
      convertHeic: false,
    } as const;
    assert.deepEqual(policyIn(JSON.stringify(rules)), { kind: 'rules', rules });
    assert.deepEqual(policyIn('{}'), { kind: 'rules', rules: {} });
  });

  it('is summed up in the diagnostics, without the organizations', () => {
    const line = (text: string): string =>
      policyLine({ path: '/etc/p.json', state: policyIn(text) });
    assert.equal(
      line(
        '{"allowedOrganizations": ["1", "2"], "allowedDataCenters": ["EU"], "backups": false, "production": true}',
      ),
      '/etc/p.json: 2 allowed organizations, data centers EU, backups off',
    );
    assert.equal(line('{}'), '/etc/p.json: no restrictions');
    assert.equal(
      line('{"typo": 1}'),
      '/etc/p.json can’t be used, so nothing is sent: line 1: there is no key “typo”',
    );
    assert.equal(
      policyLine({ path: '/etc/p.json', state: { kind: 'none' } }),
      'none (/etc/p.json)',
    );
  });
});
