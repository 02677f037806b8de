/** What Zoho accepts as a photo. Source: Zoho's page "Upload a Photo". */
const FORMATS = ['PNG', 'JPEG', 'GIF', 'BMP'] as const;

export type Format = (typeof FORMATS)[number];

/** What Zoho doesn’t accept, but can be converted. */
const CONVERTIBLE = ['AVIF', 'HEIC', 'TIFF', 'WebP'] as const;

export type ConvertibleFormat = (typeof CONVERTIBLE)[number];

/** Formats that people have and Zoho doesn’t accept. Most are recognized only to say so. */
export type ForeignFormat =
  ConvertibleFormat | 'EPS' | 'ICO' | 'JPEG 2000' | 'JPEG XL' | 'PDF' | 'PSD' | 'RAW' | 'SVG';

export function isAccepted(format: Format | ForeignFormat): format is Format {
  return FORMATS.some((taken) => taken === format);
}

export function isConvertible(format: Format | ForeignFormat): format is ConvertibleFormat {
  return CONVERTIBLE.some((convertible) => convertible === format);
}
