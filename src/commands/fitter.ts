import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Fitter } from '../image/fit.ts';
import type { Fitted, Unfit, Wishes } from '../image/fitting.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import type { Need } from '../image/need.ts';
import { needOf } from '../image/need.ts';
import { Unreadable } from '../image/unreadable.ts';
import { plain } from '../ui/plain.ts';
import type { Reason } from '../upload/outcome.ts';
import type { Services } from './services.ts';

/** What became of making a version: the version, inspected again, or why there is none. */
export type FitResult =
  | { readonly need: Need; readonly fitted: Fitted; readonly inspected: Inspected }
  | { readonly need: Need; readonly reason: Reason };

/** One for all: its thread is started with the first picture, and ends when there are no more. */
let fitter: Promise<Fitter> | undefined;

/** Makes versions that fit, for whatever asks for them. */
export function fitterOf({ extensionUri }: Services): Promise<Fitter> {
  fitter ??= fitterIn(extensionUri);
  return fitter;
}

async function fitterIn(extension: vscode.Uri): Promise<Fitter> {
  // The codecs are a few megabytes: nobody loads them who does not need them.
  const { Fitter: OneFitter } = await import('../image/fit.ts');
  const worker = vscode.Uri.joinPath(extension, 'dist', 'worker.js').fsPath;
  return new OneFitter({ worker: pathToFileURL(worker) });
}

/** Whether versions are made at all, asked about or not. */
export function isFittingOn({ settings }: Pick<Services, 'settings'>): boolean {
  return settings.fitPictures() !== 'never';
}

/** What the settings say of versions that are made; what they leave open is asked (cmyk.ts). */
export function wishesOf({ settings }: Services): Wishes {
  const longestSide = settings.longestSide();
  return {
    ...(longestSide !== undefined && { longestSide }),
    ...(settings.convertCmyk() === 'always' && { withoutCmyk: true }),
  };
}

/** Whether a version is made of a picture before it is uploaded. */
export function needsFitting(
  services: Services,
  inspected: Inspected | Refused,
  wishes = wishesOf(services),
): boolean {
  return isFittingOn(services) && needOf(inspected, wishes) !== undefined;
}

/** @throws the signal's reason, when it is aborted */
export async function makeVersion(
  services: Services,
  need: Need,
  signal: AbortSignal,
): Promise<FitResult> {
  try {
    const fitted = await (await fitterOf(services)).fit(need.fittable, wishesOf(services), signal);
    if (fitted.kind !== 'fitted') {
      services.log.info(`${plain(need.fittable.picture.name)}: ${detailOf(fitted)}`);
      return { need, reason: { kind: 'unfit', unfit: fitted } };
    }
    const inspected = await inspect(fitted.picture);
    return 'refusal' in inspected
      ? { need, reason: { kind: 'refusal', refusal: inspected.refusal } }
      : { need, fitted, inspected };
  } catch (error) {
    if (error instanceof Unreadable) {
      return { need, reason: { kind: 'refusal', refusal: error.refusal } };
    }
    throw error;
  }
}

function detailOf(unfit: Unfit): string {
  return 'detail' in unfit ? `${unfit.kind} (${unfit.detail})` : unfit.kind;
}
