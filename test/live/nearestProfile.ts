import type { Finding } from './question.ts';

/** Facts by name, as a profile of the emulator has them. */
export type ProfileFacts = Readonly<Record<string, unknown>>;

export interface Difference {
  readonly about: string;
  /** What Zoho does, as it may be shown. */
  readonly found: string;
  readonly profile: string;
}

export interface Nearest {
  /** Several, if the answers fit all of them. */
  readonly names: readonly string[];
  /** How many answers were compared. */
  readonly compared: number;
  /** Of the first one. Empty if it matches. */
  readonly differences: readonly Difference[];
}

/** Which profile has most of what was found. */
export function nearestProfile(
  findings: readonly Finding[],
  profiles: Readonly<Record<string, ProfileFacts>>,
): Nearest {
  const ranked = Object.entries(profiles)
    .map(([name, facts]) => ({ name, differences: differencesFrom(facts, findings) }))
    .toSorted((a, b) => a.differences.length - b.differences.length);
  const [best] = ranked;
  const fewest = best?.differences.length ?? 0;
  return {
    names: ranked.flatMap(({ name, differences }) => (differences.length === fewest ? [name] : [])),
    compared: findings.length,
    differences: best?.differences ?? [],
  };
}

function differencesFrom(facts: ProfileFacts, findings: readonly Finding[]): Difference[] {
  return findings.flatMap(({ about, value, shown }) => {
    const profile = facts[about];
    return Object.is(profile, value)
      ? []
      : [{ about, found: shown ?? String(value), profile: textOf(profile) }];
  });
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) || value === null
    ? String(value)
    : 'nothing';
}
