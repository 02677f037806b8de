// A computed picture without any symmetry, to test what happens to its pixels.
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import type { Sides } from './pictures.ts';

/** Default dimensions of the scene. */
export const SCENE: Sides = { width: 180, height: 120 };

/** RGB: red increases to the right, green downward; a disc at top left, a bar at bottom right. */
export function scenePixels({ width, height }: Sides = SCENE): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  const side = Math.min(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const disc = Math.hypot(x - side * 0.3, y - side * 0.3) < side * 0.2;
      const bar = y > height * 0.75 && x > width * 0.4;
      const red = Math.round((x * 255) / width);
      const green = Math.round((y * 255) / height);
      const blue = Math.round(100 + 60 * Math.sin((x + 2 * y) / (side * 0.1)));
      const color = disc ? [250, green, 40] : bar ? [20, 30, 255 - red] : [red, green, blue];
      pixels.set(color, (y * width + x) * 3);
    }
  }
  return pixels;
}

export function scene(sides: Sides = SCENE): Sharp {
  const { width, height } = sides;
  return sharp(scenePixels(sides), { raw: { width, height, channels: 3 } });
}

/** The scene, fading out to the right. */
export function fadingScene(sides: Sides = SCENE): Sharp {
  const { width, height } = sides;
  const rgb = scenePixels(sides);
  const pixels = Buffer.alloc(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    rgb.copy(pixels, at * 4, at * 3, at * 3 + 3);
    pixels[at * 4 + 3] = 255 - Math.round(((at % width) * 255) / width);
  }
  return sharp(pixels, { raw: { width, height, channels: 4 } });
}
