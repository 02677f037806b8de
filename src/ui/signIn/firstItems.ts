import path from 'node:path';
import { clientIn } from '../../auth/pastedClient.ts';
import type { GivenFile, OfferedClient, SignInQuestion } from '../../auth/prompts.ts';
import { organizationAddress } from '../../auth/organizationAddress.ts';
import type { OrganizationAddress } from '../../auth/organizationAddress.ts';
import { hasSecret } from '../../auth/pastedSecret.ts';
import { isProof, proofOf } from '../../auth/proof.ts';
import { readSelfClientFile } from '../../auth/selfClientFile.ts';
import { readCrmAddress } from '../../zoho/crmAddress.ts';
import type { DataCenter } from '../../zoho/dataCenter.ts';
import { plain } from '../plain.ts';
import { separator } from '../separator.ts';
import type { LiveItem } from '../step.ts';
import { wordsOfOtherAddress } from '../words/address.ts';
import type { FileProblem } from '../words/selfClientFile.ts';
import { FILE_NAME, validUntil } from '../words/selfClientFile.ts';
import { REGIONS } from '../words/signIn.ts';
import * as words from '../words/signInQuestions.ts';
import { dataCenterItems } from './console.ts';
import type { Draft } from './draft.ts';
import { noteOnFile, pastedFile } from './givenFile.ts';

/** What the first question can be answered with. */
export type FirstChoice =
  | {
      readonly kind: 'data-center';
      readonly dataCenter: DataCenter;
      /** The URL, and what it says beyond that. */
      readonly address?: string;
      readonly organization?: Draft['organization'];
      readonly client?: OfferedClient | 'another';
    }
  | { readonly kind: 'file'; readonly file: GivenFile }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'client'; readonly id: string; readonly secret: string }
  | { readonly kind: 'choose-file' | 'other-ways' | 'show-how' };

/** A data center, and maybe its organization. */
type OrganizationChoice = FirstChoice & { readonly kind: 'data-center' };

type Item = LiveItem<FirstChoice>;

/** In place of a text with a secret in it. */
const HIDDEN = '••••••';

/** What is shown in place of a pasted text with a secret in it. */
export function concealed(text: string): string | undefined {
  const { kind } = readSelfClientFile(text);
  const { id, secret } = clientIn(text);
  if (kind === 'file' || (kind !== 'none' && secret === undefined)) {
    return words.dotted(FILE_NAME, HIDDEN);
  }
  return hasSecret(text) ? words.dotted(...(id === undefined ? [] : [id]), HIDDEN) : undefined;
}

/** The items while nothing is typed. */
export function allItems(draft: Draft, offersOthers: boolean): Item[] {
  return [
    ...dataCenterItems().map(({ dataCenter, ...item }): Item => ({
      ...item,
      choice: { kind: 'data-center', dataCenter },
    })),
    separator(),
    ...(draft.file === undefined
      ? [
          { label: words.SHOW_HOW, choice: { kind: 'show-how' } } as const,
          {
            label: words.CHOOSE_FILE,
            description: words.CHOOSE_FILE_DESCRIPTION,
            choice: { kind: 'choose-file' },
          } as const,
        ]
      : []),
    ...(offersOthers
      ? [
          {
            label: words.OTHER_WAYS,
            description: words.OTHER_WAYS_DESCRIPTION,
            choice: { kind: 'other-ways' },
          } as const,
        ]
      : []),
  ];
}

/** The items for what is typed. */
export function firstItems(text: string, question: SignInQuestion, all: readonly Item[]): Item[] {
  const pasted = pastedFile(text, question);
  switch (pasted?.kind) {
    case 'file':
      return [fileItem(pasted.file, question)];
    case 'path':
      return [
        only({
          label: plain(path.basename(pasted.path)),
          description: plain(path.dirname(pasted.path)),
          choice: pasted,
        }),
      ];
    case 'problem':
      return [problemItem(pasted.problem)];
    case undefined:
      break;
  }
  const { id, secret } = clientIn(text);
  if (id !== undefined && secret !== undefined) {
    const choice = { kind: 'client', id, secret } as const;
    return [only({ label: words.CLIENT_ID_AND_SECRET, description: id, choice })];
  }
  const address = organizationAddress(readCrmAddress(text, undefined));
  if (address.kind !== 'none') {
    return addressItems(text, address);
  }
  const typed = text.toLowerCase();
  const matches = all.some(({ label, description = '' }) =>
    `${label}\n${description}`.toLowerCase().includes(typed),
  );
  if (matches) {
    return [...all];
  }
  const isForLater =
    id !== undefined ||
    secret !== undefined ||
    isProof(proofOf(text, { kind: 'zoho', dataCenter: 'US' }));
  const label = isForLater ? words.URL_FIRST : words.NO_URL_OR_HOST;
  return [only({ label }), ...all.map((item) => ({ ...item, alwaysShow: true }))];
}

function addressItems(
  text: string,
  address: Exclude<OrganizationAddress, { kind: 'none' }>,
): Item[] {
  if (address.kind === 'not-of-crm') {
    return [
      only({ label: wordsOfOtherAddress(address.address) }),
      only({ label: words.SUCH_AS_URL }),
    ];
  }
  const { dataCenter, host } = address;
  if (dataCenter === undefined) {
    return [];
  }
  const region = REGIONS[dataCenter];
  const base = { kind: 'data-center', dataCenter, address: text } as const;
  if (address.kind !== 'organization') {
    const isSandbox = address.kind === 'sandbox';
    const choice = isSandbox ? { ...base, organization: { kind: 'sandbox' } as const } : base;
    const detail = isSandbox ? words.SANDBOX_NEEDS_CODE : words.NAME_NEEDS_CODE;
    return [only({ label: words.dotted(region, host), detail, choice })];
  }
  const choice = { ...base, organization: { kind: 'id', id: address.id } } as const;
  const label = words.dotted(`org${address.id}`, region, host);
  return [only({ label, choice })];
}

/** The item of a URL, and another, once it's known that exactly one client was used there before. */
export function withKept(item: Item, choice: OrganizationChoice, kept: OfferedClient): Item[] {
  const detail = words.withClient(plain(kept.login), plain(kept.client.id));
  const another: Item = {
    label: words.WITH_ANOTHER_CLIENT,
    alwaysShow: true,
    choice: { ...choice, client: 'another' },
  };
  return [{ ...item, detail, choice: { ...choice, client: kept } }, another];
}

function fileItem(file: GivenFile, question: SignInQuestion): Item {
  const note = noteOnFile(file, question);
  return only({
    label: FILE_NAME,
    description: words.dotted(
      plain(file.client.id),
      ...(file.expiresAt === undefined ? [] : [validUntil(file.expiresAt)]),
    ),
    ...(note === undefined ? {} : { detail: note }),
    choice: { kind: 'file', file },
  });
}

/** What is wrong with a file, to read only. */
export function problemItem({ what, remedy }: FileProblem): Item {
  return only({ label: what, detail: remedy });
}

/** An item that is shown whatever is typed, and that the text can only mean. */
function only(item: Item): Item {
  return { ...item, alwaysShow: true, isExact: true };
}
