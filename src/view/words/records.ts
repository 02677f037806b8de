import { l10n } from 'vscode';

export const RECORDS_SECTION = l10n.t('Recent Records');
