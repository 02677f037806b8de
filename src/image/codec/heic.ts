import type libheif from 'libheif-js/libheif-wasm/libheif.js';
import { heifColors } from '../heifColors.ts';
import type { Pixels } from './pixels.ts';
import { Undecodable } from './pixels.ts';

type LibHeif = ReturnType<typeof libheif>;

let loaded: Promise<LibHeif> | undefined;

/** Its WebAssembly file is next to it, and it finds it by itself. */
async function load(): Promise<LibHeif> {
  const { default: start } = await import('libheif-js/libheif-wasm/libheif.js');
  const quiet = (): void => undefined;
  return start({ print: quiet, printErr: quiet });
}

/**
 * Decodes the main picture of a HEIC, upright: rotation and mirroring are part of the format.
 *
 * @param maxPixels more aren’t decoded, whatever the header said
 * @param use takes what it needs of the pixels: they belong to the decoder, and are gone after it
 * @throws {Undecodable}
 */
export async function decodeHeic<T>(
  bytes: Uint8Array,
  maxPixels: number,
  use: (pixels: Pixels) => T,
): Promise<T> {
  loaded ??= load();
  const heif = await loaded;
  const context = heif.heif_context_alloc();
  try {
    const { code } = heif.heif_context_read_from_memory(context, bytes);
    const handle =
      code === heif.heif_error_code.heif_error_Ok
        ? heif.heif_js_context_get_primary_image_handle(context)
        : undefined;
    if (handle === undefined || 'code' in handle) {
      throw new Undecodable('libheif finds no picture in it');
    }
    const pixels =
      heif.heif_image_handle_get_width(handle) * heif.heif_image_handle_get_height(handle);
    if (pixels > maxPixels) {
      throw new Undecodable(`libheif finds ${pixels} pixels in it`);
    }
    const channels = heif.heif_image_handle_has_alpha_channel(handle) === 0 ? 3 : 4;
    const { heif_chroma_interleaved_RGB, heif_chroma_interleaved_RGBA } = heif.heif_chroma;
    const decoded = heif.heif_js_decode_image2(
      handle,
      heif.heif_colorspace.heif_colorspace_RGB,
      channels === 3 ? heif_chroma_interleaved_RGB : heif_chroma_interleaved_RGBA,
    );
    heif.heif_image_handle_release(handle);
    if (decoded === undefined || 'code' in decoded) {
      throw new Undecodable('libheif cannot decode it');
    }
    const [plane] = decoded.channels;
    if (plane === undefined) {
      throw new Undecodable('libheif gives no pixels');
    }
    const { width, height, stride, data } = plane;
    const row = width * channels;
    const packed = stride === row ? data.subarray(0, row * height) : withoutGaps(plane, row);
    const used = use({ data: packed, width, height, channels, ...heifColors(bytes) });
    heif.heif_image_release(decoded.image);
    return used;
  } finally {
    heif.heif_context_free(context);
  }
}

interface Plane {
  readonly height: number;
  readonly stride: number;
  readonly data: Uint8Array;
}

function withoutGaps({ height, stride, data }: Plane, row: number): Uint8Array {
  const packed = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1) {
    packed.set(data.subarray(y * stride, y * stride + row), y * row);
  }
  return packed;
}
