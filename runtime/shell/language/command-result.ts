/** What a finished command leaves behind: its two output streams in full and its exit code (0 to 255). */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

export function succeed(stdout: string): CommandResult {
  return { stdout, stderr: '', rc: 0 };
}

export function fail(rc: number, stderr: string): CommandResult {
  return { stdout: '', stderr, rc };
}
