import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Fitter } from '../image/fit.ts';
import type { Fitted, Unfit, Wishes } from '../image/fitting.ts';
import type { Inspected, Refused } from '../image/inspect.ts';
import { inspect } from '../image/inspect.ts';
import type { Need } from '../image/need.ts';
import { needOf } from '../image/need.ts';
import { fileOf } from '../image/picture.ts';
import { originOf } from '../image/preparedPicture.ts';
import { Unreadable } from '../image/unreadable.ts';
import { plain } from '../ui/plain.ts';
import type { Reason } from '../upload/outcome.ts';
import type { Services } from './services.ts';

/** A resized or converted version, inspected; or why there is none. */
export type FitResult =
  | { readonly need: Need; readonly fitted: Fitted; readonly inspected: Inspected }
  | { readonly need: Need; readonly reason: Reason };

/** Shared by all: its thread starts with the first picture and ends after the last. */
let fitter: Promise<Fitter> | undefined;

export async function fitterOf(services: Services): Promise<Fitter> {
  // An administrator can forbid HEIC, also while a window is open.
  await services.policy.now();
  fitter ??= newFitter(services);
  return fitter;
}

async function newFitter(services: Services): Promise<Fitter> {
  // Loaded only when needed: the codecs are a few megabytes.
  const { Fitter: OneFitter } = await import('../image/fit.ts');
  const worker = vscode.Uri.joinPath(services.extensionUri, 'dist', 'worker.js').fsPath;
  return new OneFitter({
    worker: pathToFileURL(worker),
    convertsHeic: () => convertsHeic(services),
  });
}

/** Whether HEIC pictures may be decoded. All that asks for it, or says so, asks here. */
export function convertsHeic({ settings, policy }: HeicServices): boolean {
  return settings.convertHeic() && policy.convertHeic;
}

type HeicServices = Pick<Services, 'policy' | 'settings'>;

/** What was found in a file, with a HEIC refused for being one that the settings don’t let convert. */
export function asAllowed(
  services: HeicServices,
  inspected: Inspected | Refused,
): Inspected | Refused {
  if (!('refusal' in inspected) || inspected.fittable?.format !== 'HEIC') {
    return inspected;
  }
  const isOff = isFittingOn(services) && !convertsHeic(services);
  const isForbidden = isOff && !services.policy.convertHeic;
  const { refusal: before } = inspected;
  const wasOff = before.kind === 'heic-off';
  if (isOff === wasOff && isForbidden === (wasOff && before.isForbidden === true)) {
    return inspected;
  }
  const refusal = isOff
    ? ({ kind: 'heic-off', ...(isForbidden && { isForbidden }) } as const)
    : ({ kind: 'foreign-format', format: 'HEIC' } as const);
  return { ...inspected, refusal };
}

/** Whether the settings allow resizing and converting, with or without a question. */
export function isFittingOn({ settings }: Pick<Services, 'settings'>): boolean {
  return settings.fitPictures() !== 'never';
}

/** How to resize and convert, by the settings. `cmyk.ts` asks about what they leave open. */
export function wishesOf({ settings }: Services): Wishes {
  const longestSide = settings.longestSide();
  return {
    ...(longestSide !== undefined && { longestSide }),
    ...(settings.convertCmyk() === 'always' && { withoutCmyk: true }),
  };
}

/** What has to be done to a picture before it's uploaded, by the settings as they are now. */
export function needIn(
  services: Services,
  inspected: Inspected | Refused,
  wishes = wishesOf(services),
): Need | undefined {
  return isFittingOn(services) ? needOf(asAllowed(services, inspected), wishes) : undefined;
}

/** Whether a picture is resized or converted before it's uploaded. */
export function needsFitting(
  services: Services,
  inspected: Inspected | Refused,
  wishes = wishesOf(services),
): boolean {
  return needIn(services, inspected, wishes) !== undefined;
}

/** Resizes or converts a picture. @throws the signal's reason if it's aborted */
export async function makeVersion(
  services: Services,
  need: Need,
  signal: AbortSignal,
): Promise<FitResult> {
  const wishes = wishesOf(services);
  try {
    const fitted = await (await fitterOf(services)).fit(need.fittable, wishes, signal);
    if (fitted.kind !== 'fitted') {
      services.log.info(`${plain(need.fittable.picture.name)}: ${detailOf(fitted)}`);
      return { need, reason: { kind: 'unfit', unfit: fitted } };
    }
    const { picture } = need.fittable;
    const origin = async (): Promise<string> => originOf(await picture.read(), wishes);
    const inspected = await inspect({ ...fitted.picture, ...fileOf(picture), origin });
    return 'refusal' in inspected
      ? { need, reason: { kind: 'refusal', refusal: inspected.refusal } }
      : { need, fitted, inspected: { ...inspected, madeFrom: fitted.before } };
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
