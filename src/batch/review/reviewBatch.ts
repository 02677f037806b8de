import * as vscode from 'vscode';
import type { Account } from '../../auth/account.ts';
import { openRecord } from '../../commands/openRecord.ts';
import type { BatchServices } from '../services.ts';
import { Automation } from '../../ui/automation.ts';
import { organizationName } from '../../ui/names.ts';
import type { RestrictTrigger } from '../../zoho/apiVersion.ts';
import { knownTriggers } from '../../zoho/apiVersion.ts';
import { saveMapping } from '../mapping/saveMapping.ts';
import type { Mapping } from '../match/mapping.ts';
import type { MatchedRecord } from '../match/match.ts';
import type { TableRow } from '../match/tableRows.ts';
import type { FollowedRun } from '../panel/runPage.ts';
import { followRun } from '../panel/runPage.ts';
import { BatchView } from '../panel/batchView.ts';
import { saveTable } from '../panel/saveTable.ts';
import type { BatchAction } from '../page/messages.ts';
import type { LastUploads } from '../run/lastUploads.ts';
import { lastUploadsOf } from '../store.ts';
import * as words from '../words/review.ts';
import { checkPhotos } from './checkPhotos.ts';
import { askNear, askRecord } from './recordQuestions.ts';
import type { Reviewed } from './reviewed.ts';
import { nearOf } from './reviewed.ts';
import type { PressedInReview } from './reviewPage.ts';
import { ReviewPage } from './reviewPage.ts';
import { losingTo, withPhotosSeen, withRecord, withUnknownPhoto } from './reviewState.ts';
import { isSame, markSame } from './sameAsLast.ts';
import { startRun } from './startRun.ts';
import { unmatchedTable } from './unmatchedTable.ts';

/** What there is to look at before a run. */
export interface ReviewMaterial {
  readonly mapping: Mapping;
  readonly pictures: readonly Reviewed[];
  /** Rows of the table that name files which are not there. */
  readonly withoutFile: readonly TableRow[];
  /** Where the pictures are. */
  readonly folders: readonly vscode.Uri[];
  /** How many hidden or system files and folders were skipped. */
  readonly junk: number;
}

/** Shows all pictures with what became of each; follows the run that the person starts. */
export async function reviewBatch(
  services: BatchServices,
  account: Account,
  material: ReviewMaterial,
): Promise<void> {
  const lastUploads = await lastUploadsOf(services, account.id);
  const keptSizes = (await services.backups.of(account.id)).map(({ size }) => size);
  const pictures = await markSame(services, material.pictures, lastUploads);
  const version = services.settings.apiVersion();
  const view = new BatchView(services, material.folders);
  const page = new ReviewPage(
    view,
    {
      account,
      version,
      mapping: material.mapping,
      lastUploads,
      keptSizes,
      mostBytes: services.backups.mostBytes,
      withoutFile: material.withoutFile.length,
      junk: material.junk,
    },
    { pictures, skipsUnchanged: true, restricted: restrictedAtFirst(services) },
  );
  const review = { services, account, material, lastUploads, view, page };
  let run: FollowedRun | undefined;
  try {
    run = await runOf(review);
  } finally {
    if (run === undefined) {
      view.close();
    }
  }
  if (run !== undefined) {
    await followRun(services, account, view, run, { begins: true });
  }
}

interface Review {
  readonly services: BatchServices;
  readonly account: Account;
  readonly material: ReviewMaterial;
  readonly lastUploads: LastUploads;
  readonly view: Pick<BatchView, 'showPicture'>;
  readonly page: ReviewPage;
}

/** Hundreds of uploads could send hundreds of emails: workflow rules are skipped until allowed. */
function restrictedAtFirst({ settings }: BatchServices): readonly RestrictTrigger[] {
  const version = settings.apiVersion();
  const set = knownTriggers(version, settings.restrictTriggers());
  return set.length === 0 ? knownTriggers(version, ['workflow']) : set;
}

/** The run that the person starts in the end; undefined where they cancel, or close the page. */
async function runOf(review: Review): Promise<FollowedRun | undefined> {
  const { services, account, material, page } = review;
  for (;;) {
    const pressed = await page.pressed();
    const action = pressed?.kind === 'action' ? pressed.action : undefined;
    if (pressed === undefined || action === 'cancel') {
      return undefined;
    }
    if (action === 'start') {
      const id = await startRun(services, account, material.mapping, () =>
        page.isClosed ? undefined : page.state,
      );
      if (id !== undefined) {
        return page.isClosed ? undefined : { id, folder: material.folders[0] };
      }
    } else {
      await follow(review, pressed);
    }
  }
}

async function follow(review: Review, pressed: PressedInReview): Promise<void> {
  const reviewed = pressed.kind === 'action' ? undefined : review.page.state.pictures[pressed.n];
  switch (pressed.kind) {
    case 'action':
      return act(review, pressed.action);
    case 'change-record':
      return reviewed && changeRecord(review, reviewed);
    case 'take-near':
      return reviewed && takeNear(review, reviewed);
    case 'open-record':
      return reviewed !== undefined && 'record' in reviewed.found
        ? openRecord(review.account, reviewed.found.record.key)
        : undefined;
    case 'show-picture':
      return reviewed && review.view.showPicture(reviewed.place);
  }
}

async function act(review: Review, action: BatchAction): Promise<void> {
  const { services, account, material, page } = review;
  switch (action) {
    case 'only-changed':
      page.change((now) => ({ ...now, skipsUnchanged: !now.skipsUnchanged }));
      break;
    case 'automation':
      await askAutomation(review);
      break;
    case 'look-at-photos': {
      const seen = await checkPhotos(services, account, withUnknownPhoto(page.state));
      page.change((now) => withPhotosSeen(now, seen));
      break;
    }
    case 'save-unmatched':
      await saveTable(
        words.unmatchedColumns(),
        unmatchedTable(page.state, material.mapping, material.withoutFile),
        words.unmatchedFileName(),
        material.folders[0],
      );
      break;
    case 'save-mapping':
      await saveMapping(services, material.mapping);
      break;
    default:
      break;
  }
}

async function askAutomation({ services, account, page }: Review): Promise<void> {
  const version = services.settings.apiVersion();
  const automation = new Automation(version, page.state.restricted, undefined);
  await automation.ask(words.automationTitle(organizationName(account)));
  page.change((now) => ({ ...now, restricted: automation.restricted }));
}

async function changeRecord(review: Review, reviewed: Reviewed): Promise<void> {
  const record = await askRecord(review.services, review.account, reviewed.path);
  if (record !== undefined) {
    await give(review, reviewed, record);
  }
}

async function takeNear(review: Review, reviewed: Reviewed): Promise<void> {
  const record = await askNear(reviewed.path, nearOf(reviewed));
  if (record === 'another') {
    await changeRecord(review, reviewed);
  } else if (record !== undefined) {
    await give(review, reviewed, record);
  }
}

async function give(
  { services, lastUploads, page }: Review,
  reviewed: Reviewed,
  record: MatchedRecord,
): Promise<void> {
  const same = await isSame(services, reviewed, record, lastUploads);
  const [losing] = losingTo(page.state, reviewed.n, record);
  page.change((now) => withRecord(now, reviewed.n, record, same));
  if (losing !== undefined && losing.path !== reviewed.path) {
    // Its row may be far away.
    void vscode.window.showInformationMessage(words.lostRecord(losing.path, reviewed.path));
  }
}
