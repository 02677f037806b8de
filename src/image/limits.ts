// Zoho says "10 MB" and "10 MP", and not whether these are powers of ten or of two; its newest
// specification shows 10485760 as the size of a file that was refused. Above the larger reading a
// picture is refused without asking, up to the smaller one it fits for certain. What lies between
// is sent: Zoho decides.

/** Bytes of the file. */
export const MAX_BYTES = 10 * 1024 * 1024;
export const SURE_BYTES = 10_000_000;

/** Width times height. A camera's "10 megapixels" are 3888 x 2592 = 10,077,696. */
export const MAX_PIXELS = 10 * 1024 * 1024;
export const SURE_PIXELS = 10_000_000;
