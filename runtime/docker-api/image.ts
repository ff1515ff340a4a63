/** An element of GET /images/json */
export interface ImageSummary {
  readonly Id: string;
  readonly RepoTags: readonly string[];
  /** Seconds since the epoch. */
  readonly Created: number;
  /** Bytes. */
  readonly Size: number;
}
