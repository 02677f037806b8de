import { l10n } from 'vscode';

/** What a person can do about something, as a button. */
export type Action =
  | 'another-record'
  | 'heic-setting'
  | 'open-record'
  | 'open-settings'
  | 'resize'
  | 'retry'
  | 'sign-in';

/** What happened, and what to do now: each a whole sentence. */
export interface Words {
  readonly what: string;
  readonly remedy: string;
  readonly actions: readonly Action[];
}

export function words(what: string, remedy: string, ...actions: Action[]): Words {
  return { what, remedy, actions };
}

/**
 * What happened and what to do now, in one text.
 *
 * @param code Zoho's code, for searching the web
 */
export function inFull({ what, remedy }: Pick<Words, 'what' | 'remedy'>, code?: string): string {
  return code === undefined
    ? l10n.t('{0} {1}', what, remedy)
    : l10n.t('{0} {1} ({2})', what, remedy, code);
}
