/** What was looked up about libraries that no package manager knows. */
export interface Newest {
  /** The newest version, and when it was looked up. */
  readonly version: string;
  readonly seen: string;
  /** Advisories, by the version that mends them. */
  readonly mended: Readonly<Record<string, readonly string[]>>;
}

/**
 * Source: the projects' releases and advisories on GitHub, and the packages of Alpine and Cygwin.
 * `npm run advisories` says of the others what it can find out.
 */
export const NEWEST: Readonly<Record<string, Newest>> = {
  libde265: {
    version: '1.1.2',
    seen: '2026-11-29',
    mended: {
      '1.0.16': ['CVE-2024-38949', 'CVE-2024-38950'],
      '1.0.17': ['CVE-2026-33164', 'CVE-2026-33165'],
      '1.0.18': ['CVE-2025-61147'],
      '1.0.19': ['CVE-2026-45382', 'CVE-2026-45383'],
      '1.1.1': ['GHSA-ccfw-29x7-rrx3', 'GHSA-j2qq-x2xq-g9wr'],
      '1.1.2': ['GHSA-xp3h-6f5r-8cxp', 'GHSA-mm7m-v26f-wf8x'],
    },
  },
  libheif: {
    version: '1.23.7',
    seen: '2026-11-29',
    mended: {
      '1.23.3': [
        'GHSA-x8r2-mggj-j6wr',
        'GHSA-8fmq-r4pf-7m57',
        'GHSA-w7mc-p8jc-p853',
        'GHSA-4jqm-2x34-6f6r',
        'GHSA-hh47-fhqr-cj2r',
        'GHSA-4h82-g446-83fm',
        'GHSA-9rj8-5mp5-26c9',
        'GHSA-gh5q-69gg-c964',
        'GHSA-8857-r8x5-7499',
      ],
      '1.23.4': [
        'CVE-2026-84383',
        'GHSA-vg7w-rp49-4fc2',
        'GHSA-xrp2-63fq-jm8q',
        'GHSA-prgh-72vc-3xmc',
        'GHSA-fqpw-fj22-78w4',
        'GHSA-4rv4-953r-p24q',
        'GHSA-rhgw-q5g8-xjh2',
      ],
      '1.23.5': [
        'GHSA-v8qw-hwjv-44hw',
        'GHSA-qwpf-5wf7-r996',
        'GHSA-9c75-9g8r-4728',
        'GHSA-r7gr-2xm2-23wf',
        'GHSA-q492-cfcm-895h',
        'GHSA-qfj5-c4pq-q998',
        'GHSA-7pwf-qh74-p35w',
      ],
    },
  },
};
