import type { Colors } from '../colors.ts';
import type { ColorSpace } from '../iccProfile.ts';
import { cicpOfProfile, isUsableProfile } from '../iccProfile.ts';
import { toSrgb } from './toSrgb.ts';
import type { VipsImage, VipsModule } from './vips.ts';
import { vipsMessage } from './vips.ts';

/**
 * What a picture says about its colors in numbers, and whether they take precedence over an ICC
 * profile.
 */
export interface Numbers {
  readonly colors?: Colors;
  readonly overProfile?: boolean;
}

/** How libvips should convert. */
interface Conversion {
  readonly output_profile?: 'srgb';
  readonly input_profile?: 'cmyk';
  readonly intent?: 'perceptual';
}

/** Decodes at the wanted size, with a conversion: with the picture's profile or without. */
interface Decoding {
  readonly byProfile: (conversion: Conversion) => VipsImage;
  readonly without: (conversion: Conversion) => VipsImage;
}

export const PROFILE = 'icc-profile-data';

const TO_SRGB = { output_profile: 'srgb', intent: 'perceptual' } as const;

/**
 * A picture in sRGB or gray, 8 bits. One without color information counts as sRGB and isn’t
 * converted: libvips would go through other color spaces, which takes four times as long as
 * everything else. One in CMYK without a profile is in a usual ink. A profile that can’t be used is
 * ignored.
 *
 * @param header of the picture
 * @throws what libvips throws
 */
export function inSrgb(
  vips: VipsModule,
  header: VipsImage,
  { colors, overProfile = false }: Numbers = {},
  { byProfile, without }: Decoding,
): VipsImage {
  const cmyk = header.interpretation === 'cmyk';
  const conversion: Conversion = cmyk ? { ...TO_SRGB, input_profile: 'cmyk' } : TO_SRGB;
  const profile = header.getTypeof(PROFILE) === 0 ? undefined : header.getBlob(PROFILE);
  const counts = profile !== undefined && !overProfile;
  const told = counts && !cmyk && header.bands >= 3 ? cicpOfProfile(profile) : undefined;
  if (counts && told === undefined && isUsableProfile(profile, spaceOf(header))) {
    try {
      using converted = byProfile(conversion);
      return inBytes(converted);
    } catch (error) {
      // Most likely it is the profile. If it is the picture itself, the error comes again.
      if (vipsMessage(error) === undefined) {
        throw error;
      }
    }
  }
  if (cmyk) {
    using converted = profile === undefined ? byProfile(conversion) : without(conversion);
    return inBytes(converted);
  }
  using decoded = byProfile({});
  using bytes = inBytes(decoded);
  const numbers = told ?? colors;
  return numbers === undefined ? bytes.copy() : toSrgb(vips, bytes, numbers);
}

function spaceOf({ interpretation, bands }: VipsImage): ColorSpace {
  return interpretation === 'cmyk' ? 'CMYK' : bands < 3 ? 'GRAY' : 'RGB ';
}

export function withoutProfile(image: VipsImage): VipsImage {
  const bare = image.copy();
  bare.remove(PROFILE);
  return bare;
}

/** Numbers of 16 bits, or fractions, become bytes. */
function inBytes(image: VipsImage): VipsImage {
  const gray = image.bands < 3;
  using narrow = image.colourspace(gray ? 'b-w' : 'srgb');
  return narrow.cast('uchar');
}
