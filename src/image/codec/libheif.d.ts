// The parts of libheif-js that are used. Its own types lack what is in the answers.

declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Context {
    delete(): void;
  }
  interface Handle {
    delete(): void;
  }
  interface Decoded {
    readonly image: object;
    readonly channels: readonly {
      readonly width: number;
      readonly height: number;
      /** Bytes from one row to the next. */
      readonly stride: number;
      /** Part of the module's memory: gone when the image is released. */
      readonly data: Uint8Array;
    }[];
  }
  /** A failed answer, with a code. */
  interface Failed {
    readonly code: unknown;
  }
  interface LibHeif {
    readonly heif_error_code: { readonly heif_error_Ok: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
    readonly heif_chroma: {
      readonly heif_chroma_interleaved_RGB: unknown;
      readonly heif_chroma_interleaved_RGBA: unknown;
    };
    heif_context_alloc(): Context;
    heif_context_free(context: Context): void;
    heif_context_read_from_memory(context: Context, bytes: Uint8Array): { readonly code: unknown };
    heif_js_context_get_primary_image_handle(context: Context): Handle | Failed | undefined;
    heif_image_handle_get_width(handle: Handle): number;
    heif_image_handle_get_height(handle: Handle): number;
    heif_image_handle_has_alpha_channel(handle: Handle): number;
    heif_image_handle_release(handle: Handle): void;
    heif_js_decode_image2(
      handle: Handle,
      colorspace: unknown,
      chroma: unknown,
    ): Decoded | Failed | undefined;
    heif_image_release(image: object): void;
  }
  const load: (options: { print(): void; printErr(): void }) => LibHeif;
  export = load;
}
