import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Release } from '../../../scripts/release.ts';
import { notesOf, problemsOf } from '../../../scripts/release.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [1.2.0] - 2026-12-01

### Added

- Photos.

## [1.1.0] - 2026-11-01

- Older.

[1.2.0]: https://github.com/example/photos/releases/tag/v1.2.0
`;

const READY: Release = {
  tag: 'v1.2.0',
  manifest: { version: '1.2.0', repository: { url: 'git+https://github.com/example/photos.git' } },
  changelog: CHANGELOG,
  repository: 'example/photos',
};

describe('a release', () => {
  it('is published if tag, version, changelog, and repository agree', () => {
    assert.deepEqual(problemsOf(READY), []);
    const { version } = READY.manifest;
    for (const repository of [
      'https://github.com/Example/Photos',
      'git@github.com:example/photos.git',
      'github:example/photos',
    ]) {
      assert.deepEqual(problemsOf({ ...READY, manifest: { version, repository } }), []);
    }
    assert.deepEqual(problemsOf({ ...READY, repository: undefined }), []);
  });

  for (const [name, change, problem] of [
    [
      'another tag',
      { tag: 'v1.2.1' },
      /^The tag is v1\.2\.1, but package\.json has version 1\.2\.0/,
    ],
    ['a tag without v', { tag: '1.2.0' }, /^The tag is 1\.2\.0, /],
    [
      'a version without a section',
      { changelog: CHANGELOG.replace('[1.2.0]', '[1x2.0]') },
      /^CHANGELOG\.md says nothing under “## \[1\.2\.0\] - /,
    ],
    [
      'a version without a date',
      { changelog: CHANGELOG.replace(' - 2026-12-01', '') },
      /^CHANGELOG\.md says nothing/,
    ],
    [
      'an empty section',
      { changelog: CHANGELOG.replace('### Added\n\n- Photos.', '') },
      /^CHANGELOG\.md says nothing/,
    ],
    [
      'entries that are still unreleased',
      { changelog: CHANGELOG.replace('[Unreleased]\n', '[Unreleased]\n\n- More.\n') },
      /^CHANGELOG\.md still has entries under Unreleased/,
    ],
    ['no repository', { manifest: { version: '1.2.0' } }, /^package\.json names no repository/],
    [
      'a fork’s repository',
      { repository: 'somebody/photos' },
      /^package\.json names the repository .*, but this is somebody\/photos\.$/,
    ],
    [
      'the repository of a longer name',
      { repository: 'ample/photos' },
      /^package\.json names the repository /,
    ],
  ] as const) {
    it(`is refused with ${name}`, () => {
      const problems = problemsOf({ ...READY, ...change });
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('is refused with a version that the marketplaces don’t accept', () => {
    const manifest = { ...READY.manifest, version: '1.2.0-beta' };
    const changelog = CHANGELOG.replaceAll('1.2.0', '1.2.0-beta');
    assert.match(
      problemsOf({ ...READY, tag: 'v1.2.0-beta', manifest, changelog }).join('\n'),
      /^The marketplaces accept versions like 1\.2\.3 only, not 1\.2\.0-beta\.$/,
    );
  });

  it('says what changed in it, its hash, and how to check where it comes from', () => {
    const notes = notesOf(READY, { name: 'photos-1.2.0.vsix', sha256: 'abc123' });
    assert.match(notes, /^### Added\n\n- Photos\.\n\n## Check the file\n/);
    assert.match(notes, /^abc123$/m);
    assert.match(notes, /^gh attestation verify photos-1\.2\.0\.vsix --repo example\/photos$/m);
    assert.doesNotMatch(notes, /Older|https:/);
  });
});
