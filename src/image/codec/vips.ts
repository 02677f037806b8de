import type Vips from 'wasm-vips';

export type VipsModule = Awaited<ReturnType<typeof Vips>>;
export type VipsImage = Vips.Image;

let plain: Promise<VipsModule> | undefined;
let withAvif: Promise<VipsModule> | undefined;

/** libvips, with AVIF or without, which is as large as all the rest. */
export function loadVips({ avif }: { readonly avif: boolean }): Promise<VipsModule> {
  return avif ? (withAvif ??= load(['vips-heif.wasm'])) : (plain ??= load([]));
}

async function load(dynamicLibraries: string[]): Promise<VipsModule> {
  const { default: start } = await import('wasm-vips');
  const vips = await start({
    dynamicLibraries,
    // Its warnings would go to the standard error of VS Code: being there at all silences them.
    preRun: ({ ENV }: { ENV: { VIPS_WARNING?: string } }) => {
      ENV.VIPS_WARNING = 'none';
    },
  });
  // Pictures come once: what is kept for their next time is memory lost.
  vips.Cache.max(0);
  vips.blockUntrusted(true);
  return vips;
}

/**
 * What libvips says, where what was thrown is an error of its own. Such a one is no `Error`, but a
 * C++ exception: its message is the name of its class and the text.
 */
export function vipsMessage(thrown: unknown): string | undefined {
  const { message } = thrown as { message?: unknown };
  return Array.isArray(message) && message[0] === 'vips::Error' ? String(message[1]) : undefined;
}

/**
 * libvips keeps what it warned of, though a picture came out well, and would tell it with the next
 * one's error. Telling any error ends that.
 */
export function forgetWarnings(vips: VipsModule): void {
  try {
    vips.Image.newFromBuffer(Uint8Array.of(0)).delete();
  } catch {
    // As it should.
  }
}
