/** Kept apart from the reporters, so that `--help` loads none of them. */
export const REPORTER_NAMES = ['pretty', 'json', 'junit', 'github'] as const;

export type ReporterName = (typeof REPORTER_NAMES)[number];
