import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import publishing from '../../../.github/publish/package.json' with { type: 'json' };
import lock from '../../../.github/publish/package-lock.json' with { type: 'json' };

const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

interface Workflow {
  readonly file: string;
  readonly text: string;
  /** Its jobs by name, as text. */
  readonly jobs: ReadonlyMap<string, string>;
}

const WORKFLOWS = await workflows();
const RELEASE = named('release.yml');
/** What publishes, or vouches for a file. */
const TRUSTED = ['attest', 'release', 'marketplace', 'open-vsx'];

describe('the workflows', () => {
  it('run only actions that are pinned to one commit each', () => {
    const commits = new Map<string, string>();
    const used = WORKFLOWS.flatMap(({ text }) => [...text.matchAll(/uses: (.+)/g)]);
    assert.ok(used.length > 5);
    for (const [, action = ''] of used) {
      if (action.startsWith('./')) {
        continue;
      }
      assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const [name = '', commit = ''] = action.split('@');
      assert.equal(commits.get(name) ?? commit, commit, `${name} is pinned to two commits`);
      commits.set(name, commit);
    }
  });

  it('start with no permissions, and end in time', () => {
    for (const { file, text, jobs } of WORKFLOWS) {
      assert.match(text, /^permissions: \{\}$/m, file);
      assert.match(text, /^concurrency:$/m, file);
      for (const [name, job] of jobs) {
        assert.match(job, /^ {4}(?:timeout-minutes: \d+|uses: \.\/.+)$/m, `${file}: ${name}`);
        assert.match(
          job,
          /^ {4}permissions:\n(?: {6}[\w-]+: (?:read|write)\n)+/m,
          `${file}: ${name}`,
        );
      }
    }
  });

  it('keep no credentials in a checkout, and share no cache', () => {
    for (const { file, text } of WORKFLOWS) {
      const count = (pattern: RegExp): number => [...text.matchAll(pattern)].length;
      assert.equal(count(/persist-credentials: false/g), count(/actions\/checkout@/g), file);
      assert.equal(count(/package-manager-cache: false/g), count(/actions\/setup-node@/g), file);
    }
  });

  it('have no stored token, and give a pull request nothing but reading', () => {
    for (const { file, text, jobs } of WORKFLOWS) {
      assert.doesNotMatch(text, /\bsecrets\b|pull_request_target|workflow_run|_PAT\b/, file);
      for (const [name, job] of jobs) {
        const mayWrite = /^ {6}[\w-]+: write$/m.test(job);
        assert.equal(
          mayWrite,
          file === 'release.yml' && TRUSTED.includes(name),
          `${file}: ${name}`,
        );
      }
    }
    assert.match(RELEASE.text, /^on:\n {2}push:\n {4}tags: \['v\*'\]\n\n/m);
    assert.match(
      RELEASE.jobs.get('check') ?? '',
      /if: \$\{\{ !github\.event\.repository\.fork \}\}/,
    );
  });

  it('don’t put what others write into a script', () => {
    for (const { file, text } of WORKFLOWS) {
      for (const [script] of text.matchAll(/run: (?:\|\n(?: {10}.*\n)+|.*\n)/g)) {
        const expressions = [...script.matchAll(/\$\{\{ ?(.*?) ?\}\}/g)].map(([, inner]) => inner);
        assert.deepEqual(
          expressions.filter((inner) => !(inner ?? '').startsWith('runner.os == ')),
          [],
          `${file}: ${script}`,
        );
      }
    }
  });
});

describe('the workflow that releases', () => {
  it('publishes only what was tested, and only after a person’s approval', () => {
    for (const name of TRUSTED) {
      const job = RELEASE.jobs.get(name) ?? '';
      assert.match(job, /needs: (?:test|\[test, \w+\])\n/, name);
      assert.match(job, /sha256sum --check --strict/, name);
      assert.match(job, /SHA256: \$\{\{ needs\.test\.outputs\.sha256 \}\}/, name);
      assert.doesNotMatch(job, /npm run|run\.mjs/, `${name} builds something of its own`);
      if (name !== 'attest') {
        assert.match(job, /^ {4}environment: release$/m, name);
      }
    }
    assert.match(RELEASE.jobs.get('test') ?? '', /needs: check\n/);
    assert.match(RELEASE.jobs.get('check') ?? '', /release\.ts check "\$GITHUB_REF_NAME"/);
  });

  it('publishes in both marketplaces, with tools that are locked', () => {
    assert.match(
      RELEASE.jobs.get('marketplace') ?? '',
      /npx --no-install vsce publish --oidc --packagePath "\$VSIX"\n/,
    );
    assert.match(
      RELEASE.jobs.get('open-vsx') ?? '',
      /npx --no-install ovsx publish --trusted-publishing "\$VSIX"\n/,
    );
    const tools = publishing.devDependencies;
    assert.equal(tools['@vscode/vsce'], manifest.devDependencies['@vscode/vsce']);
    assert.deepEqual(lock.packages[''].devDependencies, tools);
    const unlocked = Object.entries(lock.packages).filter(
      ([where, entry]) => where !== '' && !('integrity' in entry),
    );
    assert.deepEqual(unlocked, []);
  });
});

describe('the workflow that tests', () => {
  const job = named('test.yml').jobs.get('test') ?? '';

  it('tests the packed file on every system, in desktop VS Code', () => {
    assert.match(job, /system: \[ubuntu-latest, windows-latest, macos-latest\]/);
    assert.match(job, /VSIX: .*needs\.package\.outputs\.vsix/);
    assert.match(job, /run: npm test\n/);
    assert.match(job, /npm run test:desktop\n/);
  });
});

async function workflows(): Promise<Workflow[]> {
  const folder = path.join(ROOT, '.github', 'workflows');
  const found: Workflow[] = [];
  for await (const file of glob('*.{yml,yaml}', { cwd: folder })) {
    const text = await readFile(path.join(folder, file), 'utf8');
    const [, below = ''] = text.split(/^jobs:\n/m);
    const jobs = [...below.matchAll(/^ {2}([\w-]+):\n((?:(?: {4}.*)?\n)*)/gm)];
    found.push({ file, text, jobs: new Map(jobs.map(([, name = '', job = '']) => [name, job])) });
  }
  return found;
}

function named(file: string): Workflow {
  const found = WORKFLOWS.find((workflow) => workflow.file === file);
  assert.ok(found, `${file} is missing`);
  return found;
}
