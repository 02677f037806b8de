/**
 * What the release workflow asks, in plain Node 24, with nothing installed:
 * `node scripts/release.ts check TAG`, whether the tag may be released;
 * `node scripts/release.ts notes TAG FILE`, the text of the release on GitHub;
 * `node scripts/release.ts same FILE SHA256`, whether a file is the one with this hash.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');

export interface Release {
  /** Such as `v1.2.0`. */
  readonly tag: string;
  readonly manifest: {
    readonly version: string;
    readonly repository?: string | { readonly url: string };
  };
  readonly changelog: string;
  /** `OWNER/NAME`, where the workflow runs. */
  readonly repository?: string | undefined;
}

/** Why a tag can't be released; empty if it can. */
export function problemsOf({ tag, manifest, changelog, repository }: Release): string[] {
  const { version } = manifest;
  const problems: string[] = [];
  if (tag !== `v${version}`) {
    problems.push(`The tag is ${tag}, but package.json has version ${version}: tag v${version}.`);
  }
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    problems.push(`The marketplaces accept versions like 1.2.3 only, not ${version}.`);
  }
  if (sectionOf(changelog, headingOf(version)) === undefined) {
    problems.push(`CHANGELOG.md says nothing under “## [${version}] - YYYY-MM-DD”.`);
  }
  if (sectionOf(changelog, UNRELEASED) !== undefined) {
    problems.push(`CHANGELOG.md still has entries under Unreleased: move them to ${version}.`);
  }
  const address = addressOf(manifest.repository);
  if (address === undefined) {
    problems.push('package.json names no repository, which README’s links and pictures need.');
  } else if (repository !== undefined && !isIn(address, repository)) {
    problems.push(`package.json names the repository ${address}, but this is ${repository}.`);
  }
  return problems;
}

/** The text of a release: what changed, and how to check the file. */
export function notesOf(
  { tag, changelog, repository = 'OWNER/NAME' }: Pick<Release, 'tag' | 'changelog' | 'repository'>,
  file: { readonly name: string; readonly sha256: string },
): string {
  return [
    sectionOf(changelog, headingOf(tag.replace(/^v/, ''))) ?? '',
    '',
    '## Check the file',
    '',
    `SHA-256 of \`${file.name}\`:`,
    '',
    '```',
    file.sha256,
    '```',
    '',
    'To check that it was built and tested from this tag:',
    '',
    '```sh',
    `gh attestation verify ${file.name} --repo ${repository}`,
    '```',
    '',
  ].join('\n');
}

/** What a changelog says under a heading that begins like this; undefined if nothing. */
function sectionOf(changelog: string, heading: RegExp): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const [, ...lines] = sections.find((section) => heading.test(section))?.split('\n') ?? [];
  // The addresses of links stand below the last section.
  const text = lines.filter((line) => !/^\[[^\]]+\]: /.test(line)).join('\n');
  return text.trim() === '' ? undefined : text.trim();
}

function headingOf(version: string): RegExp {
  return new RegExp(
    String.raw`^\[${version.replaceAll('.', String.raw`\.`)}\] - \d{4}-\d{2}-\d{2}\n`,
  );
}

const UNRELEASED = /^\[Unreleased\]\n/;

function addressOf(repository: Release['manifest']['repository']): string | undefined {
  return typeof repository === 'object' ? repository.url : repository;
}

/** Whether an address, such as `git+https://github.com/OWNER/NAME.git`, is that of `OWNER/NAME`. */
function isIn(address: string, repository: string): boolean {
  const [, named = ''] = /([^/:]+\/[^/]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  return named.toLowerCase() === repository.toLowerCase();
}

async function sha256OfFile(file: string): Promise<string> {
  const bytes = await readFile(file);
  return createHash('sha256').update(bytes).digest('hex');
}

async function releaseOf(tag: string): Promise<Release> {
  const read = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
  return {
    tag,
    manifest: JSON.parse(await read('package.json')) as Release['manifest'],
    changelog: await read('CHANGELOG.md'),
    repository: process.env.GITHUB_REPOSITORY,
  };
}

const COMMANDS: Readonly<Record<string, (...args: string[]) => Promise<readonly string[]>>> = {
  check: async (tag = '') => problemsOf(await releaseOf(tag)),
  notes: async (tag = '', file = '') => {
    const sha256 = await sha256OfFile(file);
    console.log(notesOf(await releaseOf(tag), { name: path.basename(file), sha256 }));
    return [];
  },
  same: async (file = '', due = '') => {
    const present = await sha256OfFile(file);
    return present === due ? [] : [`${file} has the SHA-256 ${present}, not ${due}.`];
  },
};

if (process.argv[1] === import.meta.filename) {
  const [name = '', ...args] = process.argv.slice(2);
  const command = COMMANDS[name];
  const problems = await (command?.(...args) ?? [`There are ${Object.keys(COMMANDS).join(', ')}.`]);
  for (const problem of problems) {
    console.error(problem);
  }
  process.exitCode = problems.length === 0 ? 0 : 1;
}
