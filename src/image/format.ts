/** What Zoho takes as a photo. Source: Zoho's page "Upload a Photo". */
const FORMATS = ['PNG', 'JPEG', 'GIF', 'BMP'] as const;

export type Format = (typeof FORMATS)[number];

/** Formats that people have and Zoho does not take. Told apart only to say so. */
export type ForeignFormat =
  | 'AVIF'
  | 'EPS'
  | 'HEIC'
  | 'ICO'
  | 'JPEG 2000'
  | 'JPEG XL'
  | 'PDF'
  | 'PSD'
  | 'RAW'
  | 'SVG'
  | 'TIFF'
  | 'WebP';

export function isTaken(format: Format | ForeignFormat): format is Format {
  return FORMATS.some((taken) => taken === format);
}
