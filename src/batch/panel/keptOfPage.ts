import * as v from 'valibot';

/** What VS Code keeps of a page across a restart; `run` is missing for a review. */
const Kept = v.object({
  run: v.optional(v.string()),
  /** When it was kept, in milliseconds since 1970. */
  at: v.number(),
});

/** The state of a page that VS Code restores; undefined if it kept none. */
export function keptOfPage(state: unknown): v.InferOutput<typeof Kept> | undefined {
  const parsed = v.safeParse(Kept, state);
  return parsed.success ? parsed.output : undefined;
}
