import { l10n } from 'vscode';

/** `1,200` */
export function grouped(number: number): string {
  return number.toLocaleString('en');
}

/** `12 of 40` */
export function doneOf(done: number, of: number): string {
  return l10n.t('{0} of {1}', grouped(done), grouped(of));
}
