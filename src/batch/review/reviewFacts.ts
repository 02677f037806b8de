import type { Account } from '../../auth/account.ts';
import type { ApiVersion } from '../../zoho/apiVersion.ts';
import { VERSION_TRAITS } from '../../zoho/apiVersion.ts';
import { picturelessRecords } from '../compare/compared.ts';
import { photolessButtons, photolessLines } from '../compare/photolessFacts.ts';
import { matchedByTeamMapping } from '../mapping/words/teamMappings.ts';
import type { WorkspaceMapping } from '../mapping/workspaceMappings.ts';
import { plain } from '../../ui/plain.ts';
import { BUTTONS } from '../../ui/words/buttons.ts';
import type { Mapping } from '../match/mapping.ts';
import type { BatchButton, BatchFacts } from '../page/messages.ts';
import { picturesFolderName } from '../panel/folderName.ts';
import { whose } from '../panel/whose.ts';
import { wordsOfEstimate } from '../words/estimate.ts';
import * as words from '../words/review.ts';
import type { Comparison } from './comparison.ts';
import { comparisonOf, inStep } from './comparison.ts';
import { estimate } from './estimate.ts';
import { isHeicOff } from './reviewed.ts';
import type { ReviewCounts, ReviewState } from './reviewState.ts';
import { reviewCounts } from './reviewState.ts';

/** What doesn't change during a review. */
export interface Reviewing {
  readonly account: Account;
  readonly version: ApiVersion;
  readonly mapping: Mapping;
  /** Sizes of the account's backups, in bytes: they tell how large a photo there typically is. */
  readonly backupSizes: readonly number[];
  /** Maximum size of all backups in bytes, from the settings; 0 keeps none. */
  readonly mostBackupBytes: number;
  /** Number of table rows whose files aren't in the folder. */
  readonly withoutFile: number;
  /** Number of hidden or system files and folders that were skipped. */
  readonly junk: number;
  /** The workspace's mapping that the pictures were matched by. */
  readonly team: WorkspaceMapping | undefined;
  /** How many pictures the mapping found a record for, before the person changed anything. */
  readonly matched: number;
}

/** The title, summary, and buttons above the pictures. */
export function reviewFacts(state: ReviewState, reviewing: Reviewing): BatchFacts {
  const { account, mapping, withoutFile, junk, team, matched } = reviewing;
  const counts = reviewCounts(state);
  const { length } = counts.sizes;
  const compared = comparisonOf(state);
  const same = inStep(state);
  const pictureless = picturelessRecords(state.compared, state.pictures).length;
  const heicOff = state.pictures.filter(isHeicOff).length;
  // Where most pictures matched, the mapping is hardly what is wrong.
  const isPoor = matched * 2 < state.pictures.length;
  const matchDifferently: BatchButton = {
    action: 'match-differently',
    label: words.matchDifferentlyButton(),
  };
  const estimated = {
    ...counts,
    onlyWithoutPhoto: state.onlyWithoutPhoto,
    backupSizes: reviewing.backupSizes,
    mostBackupBytes: reviewing.mostBackupBytes,
  };
  const { lines, warnings } = wordsOfEstimate(estimated, estimate(estimated), state.restricted);
  return {
    ...whose(account),
    title: words.reviewTitle(length, same, mapping.module),
    tab: words.reviewTab(picturesFolderName(state.pictures), mapping.module),
    lines: [
      ...(same > 0 ? [words.nothingChanged()] : compared ? [words.comparedLine(compared)] : []),
      ...(same > 0 ? [] : lines),
      ...(counts.notUploaded === same ? [] : [words.willNotBeUploaded(counts.notUploaded)]),
      ...photolessLines(state.compared, pictureless, mapping.module),
      ...(withoutFile === 0 ? [] : [words.filesNotInFolder(withoutFile)]),
      ...(junk === 0 ? [] : [words.junkSkipped(junk)]),
      ...(team === undefined
        ? []
        : [matchedByTeamMapping(plain(team.team.name, 40), team.file.label)]),
    ],
    warnings: [
      ...(matched === 0 ? [words.nothingMatched(mapping.module)] : []),
      ...(heicOff === 0 ? [] : [words.heicOff(heicOff)]),
      ...changedInCrm(compared),
      ...warnings,
    ],
    actions: [
      ...(same > 0
        ? []
        : [
            {
              action: 'start',
              label: words.uploadButton(length),
              ...(length === 0 ? { disabled: words.nothingReady() } : {}),
            } as const,
          ]),
      ...(heicOff === 0
        ? []
        : [{ action: 'heic-setting', label: BUTTONS['heic-setting'] } as const]),
      ...(isPoor ? [matchDifferently] : []),
      { action: 'cancel', label: same > 0 ? words.closeButton() : words.cancelButton() },
      ...switches(
        state,
        { ...counts, notUploaded: counts.notUploaded - same, isInStep: same > 0 },
        reviewing,
      ),
      ...photolessButtons(pictureless),
      ...(isPoor ? [] : [matchDifferently]),
      // A mapping that found nothing isn't worth a name.
      ...(matched === 0
        ? []
        : [{ action: 'save-mapping', label: words.saveMappingButton() } as const]),
    ],
    isReview: true,
  };
}

function changedInCrm(compared: Comparison | undefined): string[] {
  const { heldBack = 0, replaced = 0, restored = 0 } = compared ?? {};
  const sentences = [
    ...(heldBack === 0 ? [] : [words.heldBack(heldBack)]),
    ...(replaced === 0 ? [] : [words.replacesChanged(replaced)]),
    ...(restored === 0 ? [] : [words.restoresRemoved(restored)]),
  ];
  // One warning, so that a small page has room for it.
  return sentences.length === 0 ? [] : [sentences.join(' ')];
}

function switches(
  { pictures, skipsUnchanged, onlyWithoutPhoto = false }: ReviewState,
  { unknownPhotos, notUploaded, isInStep }: ReviewCounts & { readonly isInStep: boolean },
  { version, withoutFile }: Reviewing,
): BatchButton[] {
  const hasUnchanged = pictures.some(({ isUnchanged }) => isUnchanged);
  const mayHavePhoto = pictures.some(
    ({ found }) => found.kind === 'record' && found.record.photoMark !== null,
  );
  const canRestrict = VERSION_TRAITS[version].restrictTriggers.length > 0 && !isInStep;
  return [
    ...(hasUnchanged
      ? [
          {
            action: 'skip-unchanged',
            label: words.skipUnchangedSwitch(),
            pressed: skipsUnchanged,
          } as const,
        ]
      : []),
    ...(mayHavePhoto || onlyWithoutPhoto
      ? [
          {
            action: 'only-without-photo',
            label: words.onlyWithoutPhotoSwitch(),
            pressed: onlyWithoutPhoto,
          } as const,
        ]
      : []),
    ...(canRestrict
      ? [{ action: 'skip-automations', label: words.skipAutomationsButton() } as const]
      : []),
    ...(unknownPhotos === 0
      ? []
      : [{ action: 'check-for-photos', label: words.checkPhotosButton(unknownPhotos) } as const]),
    ...(notUploaded + withoutFile === 0
      ? []
      : [{ action: 'save-unmatched', label: words.saveUnmatchedButton() } as const]),
  ];
}
