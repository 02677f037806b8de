/** Longer names are cut in a tab's title: a tab has little room. */
export const IN_TAB = 24;
