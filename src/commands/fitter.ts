import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import type { Fitter } from '../image/fit.ts';
import type { Parts } from './parts.ts';

/** One for all: its thread is started with the first picture, and ends when there are no more. */
let fitter: Promise<Fitter> | undefined;

/** Makes versions of pictures that fit, for whatever asks for them. */
export function fitterOf({ extensionUri }: Pick<Parts, 'extensionUri'>): Promise<Fitter> {
  fitter ??= fitterIn(extensionUri);
  return fitter;
}

async function fitterIn(extension: vscode.Uri): Promise<Fitter> {
  // The codecs are a few megabytes: nobody loads them who does not need them.
  const { Fitter: OneFitter } = await import('../image/fit.ts');
  const worker = vscode.Uri.joinPath(extension, 'dist', 'worker.js').fsPath;
  return new OneFitter({ worker: pathToFileURL(worker) });
}
