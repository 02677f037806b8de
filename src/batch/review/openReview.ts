import type * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import type { BatchServices } from '../services.ts';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { knownTriggers } from '../../zoho/apiVersion.ts';
import type { Compared } from '../compare/compared.ts';
import { DroppedFolder } from '../compare/droppedFolder.ts';
import type { MappingDraft } from '../mapping/draft.ts';
import type { WorkspaceMapping } from '../mapping/workspaceMappings.ts';
import type { Mapping } from '../match/mapping.ts';
import type { TableRow } from '../match/tableRows.ts';
import { BatchView } from '../panel/batchView.ts';
import type { LastUploads } from '../../upload/lastUploads.ts';
import { lastUploadsOf } from '../../commands/lastUploads.ts';
import { RecordQuestions } from './recordQuestions.ts';
import type { Reviewed } from './reviewed.ts';
import type { ReviewState } from './reviewState.ts';
import { ReviewPage } from './reviewPage.ts';
import { matchedCount } from './reviewState.ts';
import { compareWithLast } from './unchanged.ts';

/** What is known before the person has changed anything. */
export interface ReviewMaterial {
  readonly mapping: Mapping;
  /** The answers that led to it. */
  readonly draft: MappingDraft;
  /** The workspace's mapping that it is from. */
  readonly team: WorkspaceMapping | undefined;
  readonly pictures: readonly Reviewed[];
  /** Table rows whose files aren't in the folder. */
  readonly withoutFile: readonly TableRow[];
  /** Where the pictures are. */
  readonly folders: readonly vscode.Uri[];
  /** Number of hidden or system files and folders that were skipped. */
  readonly junk: number;
  /** The module's records without a photo, if they were found before it was matched again. */
  readonly compared?: Compared;
  /** What the person chose above the pictures before they were matched again. */
  readonly choices?: ReviewChoices;
  /**
   * Asks how to match these pictures, with the answers so far, and matches them again.
   *
   * @param chosen records that were chosen from several, by module and ID
   * @param ends aborting it ends the questions, as a cancel does
   * @returns undefined when the person cancels
   */
  readonly matchDifferently: (
    chosen: ReadonlySet<string>,
    ends: AbortSignal,
  ) => Promise<Rematched | undefined>;
}

type ReviewChoices = Pick<ReviewState, 'onlyWithoutPhoto' | 'restricted' | 'skipsUnchanged'>;

/** What another mapping found, perhaps in another organization. */
export interface Rematched {
  readonly account: Account;
  readonly material: ReviewMaterial;
}

/** A review that is shown on a page. */
export interface Review {
  readonly services: BatchServices;
  readonly account: Account;
  readonly material: ReviewMaterial;
  readonly lastUploads: LastUploads;
  readonly view: BatchView;
  readonly page: ReviewPage;
  readonly questions: RecordQuestions;
  readonly droppedFolder: DroppedFolder;
}

/** @param shown the page to reuse */
export async function openReview(
  services: BatchServices,
  account: Account,
  material: ReviewMaterial,
  shown?: BatchView,
): Promise<Review> {
  const { mapping, team, folders, withoutFile, junk, compared, choices } = material;
  const lastUploads = await lastUploadsOf(services, account.id);
  const backups = await services.backups.of(account.id);
  const pictures = await compareWithLast(services, account, material.pictures, lastUploads);
  const view = shown ?? new BatchView(services, folders);
  const page = new ReviewPage(
    view,
    {
      account,
      version: services.settings.apiVersion(),
      mapping,
      backupSizes: backups.map(({ size }) => size),
      mostBackupBytes: services.backups.mostBytes,
      withoutFile: withoutFile.length,
      junk,
      team,
      matched: matchedCount(pictures),
    },
    {
      pictures,
      skipsUnchanged: true,
      restricted: automationsToSkip(services),
      ...choices,
      ...(compared === undefined ? {} : { compared }),
    },
  );
  const questions = new RecordQuestions(services, account, mapping.module);
  const droppedFolder = new DroppedFolder(folders[0]);
  return { services, account, material, lastUploads, view, page, questions, droppedFolder };
}

/**
 * The automations that the settings skip. Where they skip none, workflow rules: hundreds of uploads
 * could send hundreds of emails.
 */
function automationsToSkip({ settings }: BatchServices): readonly RestrictTrigger[] {
  const version = settings.apiVersion();
  const set = knownTriggers(version, settings.restrictTriggers());
  return set.length === 0 ? knownTriggers(version, ['workflow']) : set;
}
