import manifest from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, string>> = texts;

interface Setting {
  readonly default: unknown;
  readonly order: number;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly items?: { readonly enum: readonly string[] };
}

/** README's table of settings, as VS Code's own page of settings describes them. */
export function settingsTable(): string {
  const settings: Readonly<Record<string, Setting>> = manifest.contributes.configuration.properties;
  const rows = Object.entries(settings)
    .sort(([, one], [, other]) => one.order - other.order)
    .map(([name, setting]) => {
      const cells = [
        `\`${name}\``,
        defaultOf(setting.default),
        textOf(setting.markdownDescription) + valuesOf(setting),
      ];
      return `| ${cells.join(' | ')} |`;
    });
  return ['| Setting | Default | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

function defaultOf(value: unknown): string {
  return value === null || (Array.isArray(value) && value.length === 0)
    ? 'none'
    : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** Those with spaces are of earlier versions. */
function valuesOf(setting: Setting): string {
  const values = setting.enum ?? setting.items?.enum ?? [];
  const present = values.filter((value) => !value.includes(' ')).map((value) => `\`${value}\``);
  return present.length === 0 ? '' : ` Values: ${present.join(', ')}.`;
}

/** A link to a setting (`#id#`) is one in VS Code only. */
function textOf(reference: string): string {
  return (TEXTS[reference.replaceAll('%', '')] ?? reference).replace(/`#(.+?)#`/g, '`$1`');
}
