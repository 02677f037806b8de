import process from 'node:process';
import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiVersion, RestrictTrigger } from './zoho/apiVersion.ts';
import { API_VERSIONS, RESTRICT_TRIGGERS } from './zoho/apiVersion.ts';
import type { Servers } from './zoho/dataCenter.ts';
import { Origin } from './zoho/origin.ts';

const SECTION = 'zohoCrmPhotos';

const CONFIRM_UPLOAD = ['always', 'whenReplacing', 'never'] as const;

type ConfirmUpload = (typeof CONFIRM_UPLOAD)[number];

const FIT_PICTURES = ['ask', 'always', 'never'] as const;

export type FitPictures = (typeof FIT_PICTURES)[number];

const CONVERT_CMYK = ['ask', 'always', 'never'] as const;

type ConvertCmyk = (typeof CONVERT_CMYK)[number];

const REMOVE_PERSONAL_DATA = ['whenLocation', 'always', 'never'] as const;

type RemovePersonalData = (typeof REMOVE_PERSONAL_DATA)[number];

export type CustomServer =
  | { readonly kind: 'none' }
  | { readonly kind: 'set'; readonly servers: Servers }
  | { readonly kind: 'invalid' };

/** Values as they were before camel case. Some people's settings still have them. */
const OLD_VALUES: Readonly<Record<string, string>> = {
  'when replacing': 'whenReplacing',
  'when there is a location': 'whenLocation',
};

const CustomServerSchema = v.object({ accounts: Origin, api: Origin, web: Origin });

/** The only reader of VS Code's configuration. Each setting is read when it is needed. */
export const settings = {
  apiVersion: (): ApiVersion => picked('apiVersion', API_VERSIONS, 'v2'),

  restrictTriggers: (): readonly RestrictTrigger[] => {
    const parsed = v.safeParse(v.array(v.picklist(RESTRICT_TRIGGERS)), read('restrictTriggers'));
    return parsed.success ? parsed.output : [];
  },

  /** Whether to suggest a record for a picture. */
  suggestRecords: (): boolean => read('suggestRecords') !== false,

  /** Whether pictures that were uploaded have badges in the explorer. A workspace may have its own. */
  badges: (): boolean => vscode.workspace.getConfiguration(SECTION).get('badges') !== false,

  /** When to show both pictures and ask before an upload. */
  confirmUpload: (): ConfirmUpload => picked('confirmUpload', CONFIRM_UPLOAD, 'whenReplacing'),

  /**
   * The most that backups may take, in bytes, and their age, in milliseconds; 0 bytes: no backups.
   * Backups are deleted by these, so a typing error counts as the highest value, and deletes none.
   */
  backups: (): { bytes: number; milliseconds: number } => ({
    bytes: within('keepPhotosMegabytes', 0, 100_000, 200) * 1_000_000,
    milliseconds: within('keepPhotosDays', 1, 3650, 30) * 24 * 3_600_000,
  }),

  /** Whether to resize or convert pictures that Zoho would refuse. */
  fitPictures: (): FitPictures => picked('fitPictures', FIT_PICTURES, 'ask'),

  /** The most pixels for a picture's longer side; undefined: Zoho's limit. */
  longestSide: (): number | undefined => {
    const parsed = v.safeParse(
      v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(20_000)),
      read('longestSide'),
    );
    return parsed.success ? parsed.output : undefined;
  },

  /** Whether to convert CMYK pictures to RGB. */
  convertCmyk: (): ConvertCmyk => picked('convertCmyk', CONVERT_CMYK, 'ask'),

  /** Whether to convert HEIC pictures. */
  convertHeic: (): boolean => read('convertHeic') === true,

  /** Whether to remove location and camera data before an upload. */
  removePersonalData: (): RemovePersonalData =>
    picked('removePersonalData', REMOVE_PERSONAL_DATA, 'whenLocation'),

  /** Seconds. */
  timeLimit: (): number => {
    const parsed = v.safeParse(
      v.pipe(v.number(), v.minValue(1), v.maxValue(3600)),
      read('timeLimit'),
    );
    return parsed.success ? parsed.output : 120;
  },

  /** A server that isn’t Zoho's. */
  customServer: (): CustomServer => {
    const set = read('customServer');
    if (set === undefined || set === null) {
      return { kind: 'none' };
    }
    const parsed = v.safeParse(CustomServerSchema, set);
    return parsed.success ? { kind: 'set', servers: parsed.output } : { kind: 'invalid' };
  },

  /** Whether pictures may be downloaded from this machine. */
  allowLoopbackUrls: (): boolean => read('allowLoopbackUrls') === true,

  /** Whether language models may search the CRM. */
  searchTool: (): boolean => read('searchTool') === true,

  /** Whether a production organization has the warning color in the status bar. */
  highlightProduction: (): boolean => read('highlightProduction') === true,

  systemCertificates: (): boolean => {
    return vscode.workspace.getConfiguration('http').get('systemCertificates', true);
  },

  /**
   * Whether Node may be asked for the system's certificates, by VS Code's own setting. It is off
   * where that froze or crashed (microsoft/vscode#277835), which was its default up to 1.135. VS
   * Code before 1.106 has no such setting, and on macOS a Node that may crash.
   */
  nodeReadsCertificates: (): boolean => {
    const set: unknown = vscode.workspace.getConfiguration('http').get('systemCertificatesNode');
    return typeof set === 'boolean' ? set : process.platform !== 'darwin';
  },

  /** VS Code's name for the encoding of files that don’t show theirs. */
  fileEncoding: (file: vscode.Uri): string => {
    return vscode.workspace.getConfiguration('files', file).get('encoding', 'utf8');
  },
} as const;

export type Settings = typeof settings;

/** The value that is set, if it is one of `values`. */
function picked<const Value extends string>(
  name: string,
  values: readonly Value[],
  otherwise: Value,
): Value {
  const set = read(name);
  const now = typeof set === 'string' ? (OLD_VALUES[set] ?? set) : set;
  return values.find((value) => value === now) ?? otherwise;
}

/** The number that is set; the highest, if it isn’t one of these. */
function within(name: string, lowest: number, highest: number, unset: number): number {
  const set = read(name);
  if (set === undefined) {
    return unset;
  }
  return typeof set === 'number' && set >= lowest && set <= highest ? set : highest;
}

/**
 * The person's own value. A workspace's doesn’t count, whatever VS Code makes of it: it would decide
 * what goes into the CRM, and where to.
 */
function read(name: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).inspect(name)?.globalValue;
}
