/** Up to `lower`, a picture certainly fits. Above `upper`, it is refused without asking Zoho. */
interface Limit {
  readonly lower: number;
  readonly upper: number;
}

// Zoho says "10 MB" and "10 MP", but not whether these are powers of ten or of two. Its newest
// specification shows 10485760 as the size of a file that was refused. What is between the two
// readings is sent: Zoho decides.

/** Bytes of the file. */
export const MAX_BYTES: Limit = { lower: 10_000_000, upper: 10 * 1024 * 1024 };

/** Width times height. A camera's "10 megapixels" are 3888 x 2592 = 10,077,696. */
export const MAX_PIXELS: Limit = { lower: 10_000_000, upper: 10 * 1024 * 1024 };
