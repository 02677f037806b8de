import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import { MILESTONES } from '../../src/ui/milestones.ts';
import { textOf } from './manifestText.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const { commands, walkthroughs } = manifest.contributes;
const steps = walkthroughs
  .flatMap((walkthrough) => walkthrough.steps)
  .map((step) => ({ ...step, description: textOf(step.description) }));

/** Maximum bytes of a picture; every download of the extension includes them all. */
const MOST_BYTES = 12 * 1024;

/** Colors defined by VS Code's light, dark and both high-contrast themes. */
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
  it('exists once, with a few steps', () => {
    assert.deepEqual(
      walkthroughs.map(({ id }) => id),
      ['start'],
    );
    assert.ok(steps.length >= 3 && steps.length <= 5);
  });

  it('names existing commands', () => {
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

  it('waits for context keys that the extension sets', () => {
    const keys = steps
      .flatMap(({ completionEvents }) => completionEvents)
      .filter((event) => event.startsWith('onContext:'))
      .map(afterColon);
    const set = MILESTONES.map((milestone) => `zohoCrmPhotos.${milestone}`);
    assert.deepEqual(
      keys.filter((key) => !set.some((one) => one === key)),
      [],
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

    it('describes its content', () => {
      assert.match(element('title'), /\S/);
      // VS Code does not announce altText for this kind of picture: the picture does it itself.
      assert.equal(element('desc'), textOf(media.altText));
      assert.match(svg, /^<svg [^>]*role="img" aria-labelledby="title" aria-describedby="desc"/);
    });

    it('has nothing that VS Code refuses to display', () => {
      assert.doesNotMatch(svg, /<(style|script|image|foreignObject|use)\b|\s(style|href|on\w+)=/);
    });

    it('uses only the theme’s colors', () => {
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

/** Whether a color works in every theme: it's in all themes, or has a fallback that is. */
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
