import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };
import { ASKING } from '../../src/view/nodeAction.ts';
import { keyOf, textOf } from './manifestText.ts';

const { commands, configuration, menus } = manifest.contributes;

/** Properties of package.json whose values are read by people or language models. */
const SHOWN =
  /^(title|shortTitle|category|label|displayName|description|markdownDescription|userDescription|modelDescription|altText|enumItemLabels|(markdown)?[eE]numDescriptions|(markdown)?[dD]eprecationMessage|patternErrorMessage|errorMessage)$/;

/** Every text in package.json, with the property whose value or list it is in. */
function textsIn(value: unknown, property = ''): (readonly [property: string, text: string])[] {
  if (typeof value === 'string') {
    return [[property, value]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => textsIn(one, property));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => textsIn(one, name))
    : [];
}

describe('the texts of package.json', () => {
  const all = textsIn(manifest);
  const used = all.flatMap(([, text]) => keyOf(text) ?? []);

  it('are all in package.nls.json', () => {
    const shown = all.filter(([property]) => SHOWN.test(property));
    assert.ok(shown.length > 100);
    assert.deepEqual(
      shown.filter(([, text]) => keyOf(text) === undefined),
      [],
    );
    // What reads like a sentence or a title is for people, whatever the property.
    const others = all.filter(([property]) => !SHOWN.test(property) && property !== 'when');
    assert.deepEqual(
      others.filter(([, text]) => /^[A-Z][a-z]+ [a-z]|…|\. /.test(text)),
      [],
    );
  });

  it('each exist and are used', () => {
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });
});

describe('commands', () => {
  /** On a page of this extension, where everything is about Zoho CRM. */
  const isOfRows = (command: string): boolean => command.startsWith('zohoCrmPhotos.rows.');

  /** On a row of the view, whose title names Zoho CRM. */
  const isOfItems = (command: string): boolean => command.startsWith('zohoCrmPhotos.item.');

  it('name Zoho CRM in context menus, but not next to their category', () => {
    const inMenus = new Set(
      Object.entries(menus).flatMap(([menu, items]) =>
        menu === 'commandPalette' || menu.startsWith('view/')
          ? []
          : items.map(({ command }) => command),
      ),
    );
    for (const { command, title } of commands.filter(({ command }) => !isOfItems(command))) {
      const isInMenus = inMenus.has(command);
      assert.equal(isInMenus, command.endsWith('.context') || isOfRows(command), command);
      assert.equal(textOf(title).includes('Zoho CRM'), command.endsWith('.context'), command);
    }
  });

  it('of context menus are not in the palette, where the others are', () => {
    assert.deepEqual(
      menus.commandPalette
        .filter(({ when }) => when === 'false')
        .map(({ command }) => command)
        .sort(),
      commands
        .map(({ command }) => command)
        .filter(
          (command) => command.endsWith('.context') || isOfRows(command) || isOfItems(command),
        )
        .sort(),
    );
  });

  it('of the view each have something that they do, or ask for', () => {
    const ofItems = commands.map(({ command }) => command).filter(isOfItems);
    assert.deepEqual(
      ofItems.sort(),
      Object.keys(ASKING)
        .map((action) => `zohoCrmPhotos.item.${action}`)
        .sort(),
    );
  });

  it('of rows are in the menu of rows, each where it can do something', () => {
    const items = menus['webview/context'];
    assert.deepEqual(
      items.map(({ command }) => command).sort(),
      commands
        .map(({ command }) => command)
        .filter(isOfRows)
        .sort(),
    );
    for (const { command, when } of items) {
      const can = command.replace(/.*\.(.)/, (_, first: string) => `can${first.toUpperCase()}`);
      assert.equal(
        when,
        `webviewId == 'zohoCrmPhotos.batch' && webviewSection == 'rows' && ${can}`,
      );
    }
  });
});

describe('settings', () => {
  for (const [name, setting] of Object.entries(configuration.properties)) {
    it(`${name}: starts with a noun or verb, and has a label and a description for each value`, () => {
      const text = textOf(setting.markdownDescription);
      assert.match(text, /^[A-Z][a-z]+ .*\.$/);
      assert.doesNotMatch(text, /^(Whether|When|How|What|If|So)\b/);
      if ('enumItemLabels' in setting) {
        assert.equal(setting.enumItemLabels.length, setting.enum.length);
        assert.equal(setting.enumDescriptions.length, setting.enum.length);
      }
    });
  }
});

describe('colors', () => {
  /** The explorer in VS Code's own themes: its background, and that of a selected row. */
  const BACKGROUNDS = {
    dark: ['#181818', '#252526', '#37373D'],
    light: ['#F8F8F8', '#FFFFFF', '#E4E6F1'],
    highContrast: ['#000000'],
    highContrastLight: ['#FFFFFF'],
  };

  function luminance(color: string): number {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  for (const { id, defaults } of manifest.contributes.colors) {
    it(`${id} can be read in every theme of VS Code`, () => {
      for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
        for (const background of BACKGROUNDS[theme]) {
          const [one, other] = [luminance(defaults[theme]), luminance(background)];
          const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
          assert.ok(contrast >= 4.5, `${theme} on ${background}: ${contrast}`);
        }
      }
    });
  }
});
