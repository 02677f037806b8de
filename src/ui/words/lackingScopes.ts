import { l10n } from 'vscode';
import { deletedModules } from '../../zoho/scopes.ts';
import { plain } from '../plain.ts';
import { modulesOfDeletion } from './photoDeletion.ts';

/** Asks for what gets an account scopes that it doesn't have. */
export function promptForScopes({
  lacking = [],
  byCode = false,
}: {
  readonly lacking?: readonly string[];
  readonly byCode?: boolean;
}): string {
  const isDeletion = deletedModules(lacking).length === lacking.length;
  const what = isDeletion ? modulesOfDeletion(lacking) : plain(lacking.join(', '));
  if (isDeletion) {
    return byCode
      ? l10n.t(
          'To allow deleting photos in {0}, paste a code from “Generate Code” in the API console with the scopes that the button copies. An organization ID doesn’t get all of them.',
          what,
        )
      : l10n.t(
          'To allow deleting photos in {0}, enter your organization ID, or a code from “Generate Code” in the API console with the scopes that the button copies.',
          what,
        );
  }
  return byCode
    ? l10n.t(
        'To add the scope {0}, paste a code from “Generate Code” in the API console with the scopes that the button copies. An organization ID doesn’t get all of them.',
        what,
      )
    : l10n.t(
        'To add the scope {0}, enter your organization ID, or a code from “Generate Code” in the API console with the scopes that the button copies.',
        what,
      );
}
