import type * as vscode from 'vscode';
import * as v from 'valibot';
import type { Services } from '../commands/services.ts';
import { PasteSession } from './pasteSession.ts';

/** One page in each window: a picture that was pasted is still there. */
let open: PasteSession | undefined;

/** *Paste Photo…*: opens the page that takes a picture, or shows it again. */
export function pastePhoto(services: Services): Promise<void> {
  if (open === undefined) {
    start(services);
  } else {
    open.reveal();
  }
  return Promise.resolve();
}

/**
 * Restores the page after a restart. Its pictures were only in memory: none is written to this
 * machine.
 */
export function restorePastePage(
  services: Services,
  panel: vscode.WebviewPanel,
  kept: unknown,
): Promise<void> {
  const parsed = v.safeParse(v.object({ hadPictures: v.boolean() }), kept);
  start(services, { panel, hadPictures: parsed.success && parsed.output.hadPictures });
  return Promise.resolve();
}

function start(services: Services, restored?: ConstructorParameters<typeof PasteSession>[2]): void {
  const session = new PasteSession(
    services,
    () => {
      if (open === session) {
        open = undefined;
      }
    },
    restored,
  );
  open = session;
}
