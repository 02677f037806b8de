import type { Nearest } from './nearestProfile.ts';
import type { NotAsked } from './notAsked.ts';
import type { Restored } from './originalPhoto.ts';
import type { Question, Seen } from './question.ts';
import { isFinding } from './question.ts';

/** How a question ended. */
export interface Asked {
  readonly question: Pick<Question, 'id' | 'asks' | 'about'>;
  readonly outcome: 'answered' | 'skipped' | 'failed' | 'not reached';
  readonly seen: readonly Seen[];
  /** Why it failed. */
  readonly why?: string;
}

export interface Report {
  /** `2026-11-29` */
  readonly date: string;
  /** Of the extension. */
  readonly version: string;
  readonly dataCenter: string;
  readonly environment: string;
  /** A standard module's name, or `custom`. */
  readonly module: string;
  readonly apiCalls: number;
  readonly isInterrupted: boolean;
  readonly restored: Restored | 'untouched';
  readonly nearest: Nearest;
  readonly asked: readonly Asked[];
  readonly notAsked: readonly NotAsked[];
  /** What happened by itself. */
  readonly notes: readonly string[];
}

/**
 * A report's texts. All of them are this repository's own, numbers, or one of Zoho's codes; what is
 * personal couldn't get in. Should it, it is removed.
 */
export function reportTexts(
  report: Report,
  personal: Iterable<string>,
): { markdown: string; json: string } {
  const remove = [...personal].filter((text) => text.length >= 4);
  const clean = (text: string): string =>
    remove.reduce((rest, secret) => rest.replaceAll(secret, '[removed]'), text);
  return {
    markdown: clean(markdownOf(report)),
    json: clean(`${JSON.stringify(jsonOf(report), undefined, 2)}\n`),
  };
}

function jsonOf({ nearest, asked, ...report }: Report): object {
  return {
    format: 1,
    ...report,
    profile: nearest,
    asked: asked.map(({ question, outcome, seen, why }) => ({
      id: question.id,
      outcome,
      ...(why === undefined ? {} : { why }),
      seen: seen.map((each) =>
        isFinding(each) ? { about: each.about, value: each.shown ?? each.value } : { ...each },
      ),
    })),
  };
}

function markdownOf(report: Report): string {
  const { nearest, asked, notAsked, notes } = report;
  return [
    '# Check against a live Zoho CRM',
    '',
    `- Date: ${report.date}, extension ${report.version}`,
    `- Data center: ${report.dataCenter}, ${report.environment}, module: ${report.module}`,
    `- API calls: ${report.apiCalls}`,
    `- Photo: ${restoredText(report.restored)}`,
    ...(report.isInterrupted ? ['- Interrupted: not everything was asked'] : []),
    `- ${profileText(nearest)}`,
    ...(nearest.differences.length === 0
      ? []
      : [
          '',
          `## Differences from ${nearest.names[0] ?? ''}`,
          '',
          ...table(
            ['Fact', 'Zoho', 'Profile'],
            nearest.differences.map(({ about, found, profile }) => [about, found, profile]),
          ),
        ]),
    '',
    '## Answers',
    '',
    ...table(['Question', 'Answer'], asked.map(answerRow)),
    ...(notes.length === 0 ? [] : ['', '## Notes', '', ...notes.map((note) => `- ${note}`)]),
    '',
    '## Not asked',
    '',
    ...table(
      ['Question', 'Why'],
      notAsked.map(({ asks, why }) => [asks, why]),
    ),
    '',
  ].join('\n');
}

function answerRow({ question, outcome, seen, why = '' }: Asked): string[] {
  const texts = seen.map(seenText);
  return [question.asks, outcome === 'answered' ? texts.join('<br>') : `${outcome} ${why}`.trim()];
}

export function seenText(seen: Seen): string {
  return isFinding(seen)
    ? `${seen.about}: ${seen.shown ?? String(seen.value)}`
    : 'note' in seen
      ? seen.note
      : `${seen.about}: not visible. ${seen.unseen}`;
}

export function profileText({ names, compared, differences }: Nearest): string {
  if (compared === 0) {
    return 'Emulator profile: unknown, nothing was answered';
  }
  const all = `${compared} answers`;
  return differences.length === 0
    ? `Emulator profile: ${names.join(' or ')} (all ${all} match)`
    : `Emulator profile: none matches; nearest is ${names.join(' or ')} (${differences.length} of ${all} differ)`;
}

const RESTORED: Readonly<Record<Report['restored'], string>> = {
  untouched: 'not changed',
  'same bytes': 'restored, and read back with the same bytes',
  'same picture': 'restored, and read back with the same pixels',
  'no photo': 'restored: the record has none, as before',
  'awaiting approval': 'restored; Zoho shows it when an administrator approves it',
  different: 'restored, but Zoho shows something else than before',
  failed: 'NOT RESTORED',
};

export function restoredText(restored: Report['restored']): string {
  return RESTORED[restored];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
