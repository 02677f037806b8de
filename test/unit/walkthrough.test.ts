import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { listFiles, PackageManager } from '@vscode/vsce';
import manifest from '../../package.json' with { type: 'json' };
import { textOf } from './manifestText.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const { commands, walkthroughs } = manifest.contributes;
const steps = walkthroughs
  .flatMap((walkthrough) => walkthrough.steps)
  .map((step) => ({ ...step, description: textOf(step.description) }));

/** Of one picture at most; all of them are downloaded by everybody. */
const MOST_BYTES = 12 * 1024;

/** Colors that VS Code's light, dark and both high-contrast themes define. */
const EVERYWHERE = new Set(
  [
    'activityBar-background activityBar-inactiveForeground button-background button-foreground',
    'descriptionForeground editor-background editorWidget-background editorWidget-border',
    'focusBorder foreground input-background input-foreground input-placeholderForeground',
    'menu-background menu-foreground notifications-background notifications-foreground',
    'notificationsInfoIcon-foreground quickInput-background quickInput-foreground',
    'sideBar-background textLink-foreground',
  ].flatMap((names) => names.split(' ')),
);

describe('the walkthrough', () => {
  it('is one, of a few steps', () => {
    assert.deepEqual(
      walkthroughs.map(({ id }) => id),
      ['start'],
    );
    assert.ok(steps.length >= 3 && steps.length <= 5);
  });

  it('names commands that there are', () => {
    const known = commands.map(({ command }) => command);
    const named = steps.flatMap(({ description, completionEvents }) => [
      ...[...description.matchAll(/\(command:([^)?]+)/g)].map(([, name]) => name),
      ...completionEvents.filter((event) => event.startsWith('onCommand:')).map(afterColon),
    ]);
    assert.ok(named.length >= steps.length);
    assert.deepEqual(
      named.filter((name) => !known.includes(name ?? '')),
      [],
    );
  });

  it('waits for context keys that the extension sets', async () => {
    const keys = steps
      .flatMap(({ completionEvents }) => completionEvents)
      .filter((event) => event.startsWith('onContext:'))
      .map(afterColon);
    const sources: string[] = [];
    for await (const file of glob('src/**/*.ts', { cwd: root })) {
      sources.push(await readFile(path.join(root, file), 'utf8'));
    }
    const set = sources
      .flatMap((source) => [...source.matchAll(/'setContext',\s*'([^']+)'/g)])
      .map(([, key]) => key);
    assert.deepEqual(
      keys.filter((key) => !set.includes(key)),
      [],
    );
  });

  it('has its pictures in the package', async () => {
    const packed = await listFiles({ cwd: root, packageManager: PackageManager.None });
    assert.deepEqual(
      steps.map(({ media }) => media.svg).filter((picture) => !packed.includes(picture)),
      [],
      'add it to .vscodeignore',
    );
  });

  for (const { id, description, completionEvents } of steps) {
    it(`completes “${id}” by itself, and has one button in it`, () => {
      assert.ok(completionEvents.length > 0);
      const buttons = description.split('\n').filter((line) => /^\[[^\]]+\]\([^)]+\)$/.test(line));
      assert.equal(buttons.length, 1);
    });
  }
});

for (const { media } of steps) {
  describe(media.svg, () => {
    let svg: string;
    before(async () => {
      svg = await readFile(path.join(root, media.svg), 'utf8');
    });

    it('is small', () => {
      assert.ok(Buffer.byteLength(svg) <= MOST_BYTES);
    });

    it('says what it shows', () => {
      assert.match(element('title'), /\S/);
      // VS Code does not read altText out for this kind of picture: the picture says it itself.
      assert.equal(element('desc'), textOf(media.altText));
      assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="title" aria-describedby="desc"/);
    });

    it('has nothing that VS Code keeps from showing', () => {
      assert.doesNotMatch(svg, /<(style|script|image|foreignObject|use)\b|\s(style|href|on\w+)=/);
    });

    it('has the colors of the theme only', () => {
      const colors = [...svg.matchAll(/\s(?:fill|stroke|color|stop-color)="([^"]*)"/g)];
      const fixed = colors.filter(([, color]) => !follows(color ?? ''));
      assert.deepEqual(
        fixed.map(([attribute]) => attribute),
        [],
      );
    });

    function element(name: string): string {
      return new RegExp(`<${name} id="${name}">([^<]*)</${name}>`).exec(svg)?.[1] ?? '';
    }
  });
}

/** Whether a color can be seen in every theme: a color of all themes, or one with another for it. */
function follows(color: string): boolean {
  const [, name = '', instead] = /^var\(--vscode-([\w-]+)(?:, (.+))?\)$/.exec(color) ?? [];
  return color === 'none' || (instead === undefined ? EVERYWHERE.has(name) : isSeen(instead));
}

function isSeen(instead: string): boolean {
  return instead === 'transparent' || follows(instead);
}

function afterColon(event: string): string {
  return event.slice(event.indexOf(':') + 1);
}
