import type Vips from 'wasm-vips';

export type VipsModule = Awaited<ReturnType<typeof Vips>>;
export type VipsImage = Vips.Image;

let plain: Promise<VipsModule> | undefined;
let withAvif: Promise<VipsModule> | undefined;

/** libvips, with or without AVIF, which is as large as everything else. */
export function loadVips({ avif }: { readonly avif: boolean }): Promise<VipsModule> {
  return avif ? (withAvif ??= load(['vips-heif.wasm'])) : (plain ??= load([]));
}

async function load(dynamicLibraries: string[]): Promise<VipsModule> {
  const { default: start } = await import('wasm-vips');
  const vips = await start({
    dynamicLibraries,
    // Its warnings would go to VS Code's standard error. Having a handler silences them.
    preRun: ({ ENV }: { ENV: { VIPS_WARNING?: string } }) => {
      ENV.VIPS_WARNING = 'none';
    },
  });
  // No picture comes twice, so caching them would waste memory.
  vips.Cache.max(0);
  vips.blockUntrusted(true);
  return vips;
}

/**
 * The message of libvips, if what was thrown is its error. That isn’t an `Error`, but a C++
 * exception: its message is the name of its class and the text.
 */
export function vipsMessage(thrown: unknown): string | undefined {
  const { message } = thrown as { message?: unknown };
  return Array.isArray(message) && message[0] === 'vips::Error' ? String(message[1]) : undefined;
}

/**
 * libvips keeps its warnings even if a picture came out well, and would add them to the next one's
 * error. Reading any error ends that.
 */
export function forgetWarnings(vips: VipsModule): void {
  try {
    vips.Image.newFromBuffer(Uint8Array.of(0)).delete();
  } catch {
    // Expected: this only clears the warnings.
  }
}
