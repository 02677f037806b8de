/** What a person can do about something, as a button. */
export type Action =
  'another-record' | 'open-record' | 'open-settings' | 'resize' | 'retry' | 'sign-in';

/** What happened, and what to do now: whole sentences both. */
export interface Words {
  readonly what: string;
  readonly remedy: string;
  readonly actions: readonly Action[];
}

export function words(what: string, remedy: string, ...actions: Action[]): Words {
  return { what, remedy, actions };
}
