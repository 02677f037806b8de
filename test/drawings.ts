// Drawings for screenshots, with the same bytes every time on the same machine.
import sharp from 'sharp';
import type { Sharp } from 'sharp';

/** A portrait, 900 x 1200, JPEG. */
export function portrait(): Promise<Buffer> {
  return once(PORTRAIT, () =>
    drawn(drawing(900, 1200, PORTRAIT))
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
}

/** Products, 1000 x 1000: a mug and a lamp as JPEG, a chair as PNG. */
export function mug(): Promise<Buffer> {
  return once(MUG, () =>
    drawn(drawing(1000, 1000, MUG))
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
}

export function lamp(): Promise<Buffer> {
  return once(LAMP, () =>
    drawn(drawing(1000, 1000, LAMP))
      .jpeg({ quality: 88 })
      .toBuffer(),
  );
}

export function chair(): Promise<Buffer> {
  return once(CHAIR, () =>
    drawn(drawing(1000, 1000, CHAIR))
      .png()
      .toBuffer(),
  );
}

const made = new Map<string, Promise<Buffer>>();

/** Returns a copy of a drawing that's made only once, because blurs are slow. */
async function once(content: string, draw: () => Promise<Buffer>): Promise<Buffer> {
  const drawing = made.get(content) ?? draw();
  made.set(content, drawing);
  return Buffer.from(await drawing);
}

function drawn(markup: string): Sharp {
  return sharp(Buffer.from(markup)).flatten({ background: '#ffffff' });
}

export function drawing(width: number, height: number, content: string): string {
  const sides = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${sides}>${content}</svg>`;
}

// A filter's area doesn't include the space that a blur needs.
const SOFT =
  '<filter id="soft" x="-1" y="-1" width="3" height="3"><feGaussianBlur stdDeviation="24"/></filter>';

function gradient(id: string, from: string, to: string, direction = 'x2="0" y2="1"'): string {
  const stops = `<stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/>`;
  return `<linearGradient id="${id}" ${direction}>${stops}</linearGradient>`;
}

const PORTRAIT = `
  <defs>${SOFT}
    <filter id="blush"><feGaussianBlur stdDeviation="12"/></filter>
    ${gradient('wall', '#8fb3a8', '#39575f')}
    ${gradient('skin', '#f3c9a5', '#d99c74', 'x2="1" y2="0.6"')}
    ${gradient('neck', '#b97f5b', '#dba37c')}
    ${gradient('hair', '#5b3524', '#2c1912')}
    ${gradient('coat', '#34507a', '#1a2a45')}
  </defs>
  <rect width="900" height="1200" fill="url(#wall)"/>
  <g filter="url(#soft)" opacity="0.5">
    <circle cx="130" cy="210" r="95" fill="#f6e3b4"/><circle cx="770" cy="150" r="70" fill="#d9efe2"/>
    <circle cx="800" cy="520" r="110" fill="#e9c98f"/><circle cx="70" cy="640" r="80" fill="#bfe0d4"/>
  </g>
  <path d="M262 470C232 190 350 130 455 130s220 70 190 340c-8 120 50 180 24 262-20 54-70 60-120 60H366c-50 0-100-6-120-60-26-82 24-142 16-262z" fill="url(#hair)"/>
  <g transform="translate(0 -66)">
  <path d="M60 1280v-80c0-250 130-320 290-360h200c160 40 290 110 290 360v80z" fill="url(#coat)"/>
  <path d="M366 690h168v130c0 60-30 120-84 150-54-30-84-90-84-150z" fill="url(#neck)"/>
  <path d="M350 838 450 985 550 838l34 24-92 190-42-46-42 46-92-190z" fill="#f4f1ea"/>
  <path d="M408 1052 450 1006l42 46-22 228h-40z" fill="#dfe6ea" opacity="0.6"/>
  <path d="M320 850 420 1280M580 850 480 1280" stroke="#14203a" stroke-width="7" fill="none"/></g>
  <ellipse cx="298" cy="500" rx="26" ry="46" fill="#d99c74"/>
  <ellipse cx="602" cy="500" rx="26" ry="46" fill="#cf9068"/>
  <path d="M300 450c0-150 70-200 150-200s150 50 150 200c0 180-70 310-150 310s-150-130-150-310z" fill="url(#skin)"/>
  <g filter="url(#blush)" fill="#e58a6d" opacity="0.5">
    <circle cx="358" cy="580" r="36"/><circle cx="542" cy="580" r="36"/>
  </g>
  <path d="M292 480c-14-170 60-256 170-256 100 0 160 76 146 256-22-60-40-120-66-150-60 40-150 34-196 16-26 34-40 80-54 134z" fill="url(#hair)"/>
  <g fill="#fdfaf5"><ellipse cx="386" cy="496" rx="29" ry="14"/><ellipse cx="514" cy="496" rx="29" ry="14"/></g>
  <g fill="#4a6b57"><circle cx="386" cy="496" r="14"/><circle cx="514" cy="496" r="14"/></g>
  <g fill="#17110e"><circle cx="386" cy="496" r="7"/><circle cx="514" cy="496" r="7"/></g>
  <g fill="#ffffff"><circle cx="391" cy="490" r="4"/><circle cx="519" cy="490" r="4"/></g>
  <g stroke="#3a2218" stroke-width="8" stroke-linecap="round" fill="none">
    <path d="M354 494c16-20 48-20 66-2M480 492c18-18 50-18 66 2" stroke-width="6"/>
    <path d="M344 450c24-18 56-18 80-6M476 444c24-12 56-12 80 6"/>
  </g>
  <path d="M452 510c-4 40-20 62-16 78 6 12 24 12 34 8" stroke="#b8774f" stroke-width="6" stroke-linecap="round" fill="none"/>
  <path d="M392 648c38 14 78 14 116 0-12 34-34 44-58 44s-46-10-58-44z" fill="#b4504a"/>
  <path d="M402 653c32 10 64 10 96 0-8 10-18 15-48 15s-40-5-48-15z" fill="#fdf7f2"/>`;

const MUG = `
  <defs>${SOFT}
    ${gradient('wall', '#f7efe4', '#e3d3bd')}
    ${gradient('glaze', '#d9694a', '#98361f', 'x2="1" y2="0"')}
    ${gradient('coffee', '#4a2a17', '#2a160b')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="720" width="1000" height="280" fill="#cdb596"/>
  <ellipse cx="500" cy="838" rx="300" ry="44" fill="#6d5336" opacity="0.6" filter="url(#soft)"/>
  <path d="M690 420c170-40 190 250-10 250" fill="none" stroke="#a6432a" stroke-width="52"/>
  <path d="M270 330h440l-26 440c-4 50-60 70-194 70s-190-20-194-70z" fill="url(#glaze)"/>
  <path d="M330 420c4 120 8 220 20 320" stroke="#ffffff" stroke-width="26" stroke-linecap="round" opacity="0.35" fill="none"/>
  <path d="M281 520h418l-6 100H287z" fill="#f7efe4" opacity="0.85"/>
  <ellipse cx="490" cy="330" rx="220" ry="58" fill="#e58763"/>
  <ellipse cx="490" cy="336" rx="194" ry="44" fill="url(#coffee)"/>
  <path d="M430 250c-40-50 40-80 0-140M540 250c-40-50 40-80 0-140" stroke="#ffffff" stroke-width="22" stroke-linecap="round" opacity="0.55" fill="none"/>`;

const LAMP = `
  <defs>${SOFT}
    ${gradient('wall', '#3c5166', '#22303f')}
    <radialGradient id="glow"><stop stop-color="#ffdf9a" stop-opacity="0.75"/><stop offset="1" stop-color="#ffdf9a" stop-opacity="0"/></radialGradient>
    ${gradient('shade', '#ffe9b0', '#f0b95a')}
    ${gradient('brass', '#d9b26a', '#8a6427', 'x2="1" y2="0"')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="800" width="1000" height="200" fill="#6b4a32"/>
  <circle cx="500" cy="380" r="480" fill="url(#glow)"/>
  <ellipse cx="500" cy="858" rx="230" ry="30" fill="#1d120a" opacity="0.7" filter="url(#soft)"/>
  <rect x="484" y="460" width="32" height="370" fill="url(#brass)"/>
  <path d="M380 850c0-34 50-46 120-46s120 12 120 46z" fill="url(#brass)"/>
  <path d="M370 180h260l110 320H260z" fill="url(#shade)"/>
  <path d="M440 180 400 500M560 180l40 320" stroke="#d99b3c" stroke-width="5" opacity="0.6"/>
  <path d="M590 500v110" stroke="#e6d3a8" stroke-width="5"/><circle cx="590" cy="622" r="14" fill="#e6d3a8"/>`;

const CHAIR = `
  <defs>${SOFT}
    ${gradient('wall', '#eef2f0', '#cfdad6')}
    ${gradient('cloth', '#4f8f83', '#2d5f58')}
    ${gradient('wood', '#c8935a', '#8d5c2c', 'x2="1" y2="0"')}
  </defs>
  <rect width="1000" height="1000" fill="url(#wall)"/>
  <rect y="760" width="1000" height="240" fill="#d8c4a6"/>
  <ellipse cx="500" cy="890" rx="310" ry="34" fill="#5e4a30" opacity="0.55" filter="url(#soft)"/>
  <path d="M330 640h38l-50 250h-30zM632 640h38l42 250h-30zM404 640h30l-16 200h-22zM566 640h30l8 200h-22z" fill="url(#wood)"/>
  <path d="M320 190c0-60 50-80 180-80s180 20 180 80l-30 340H350z" fill="url(#cloth)"/>
  <path d="M420 130 440 530M580 130l-20 400" stroke="#24504a" stroke-width="6" opacity="0.6"/>
  <path d="M270 560c0-40 30-56 70-56h320c40 0 70 16 70 56v50c0 34-24 50-60 50H330c-36 0-60-16-60-50z" fill="#3b776d"/>
  <path d="M290 552c6-26 26-34 54-34h312c28 0 48 8 54 34" stroke="#7fb8ac" stroke-width="8" fill="none"/>`;
