import type { Connection } from './connection.ts';

export interface Execution {
  readonly stdout: string;
  readonly stderr: string;
  readonly rc: number;
}

/** Runs a program in a container and waits for its end: POST /containers/{id}/exec, as `docker exec` does. */
export async function execute(
  connection: Connection,
  container: string,
  command: readonly string[],
  environment: readonly string[] = [],
): Promise<Execution> {
  const exec = await connection.request<{ readonly Id: string }>({
    method: 'POST',
    path: `/containers/${container}/exec`,
    body: { AttachStdout: true, AttachStderr: true, Cmd: command, Env: environment },
  });
  const bytes = await connection.bytes({
    method: 'POST',
    path: `/exec/${exec.Id}/start`,
    body: { Detach: false, Tty: false },
  });
  const { ExitCode } = await connection.request<{ readonly ExitCode: number }>({
    method: 'GET',
    path: `/exec/${exec.Id}/json`,
  });
  return { ...separate(bytes), rc: ExitCode };
}

/** Starts a program in a container and lets it run. */
export async function executeDetached(
  connection: Connection,
  container: string,
  command: readonly string[],
  environment: readonly string[] = [],
): Promise<void> {
  const exec = await connection.request<{ readonly Id: string }>({
    method: 'POST',
    path: `/containers/${container}/exec`,
    body: { Cmd: command, Env: environment },
  });
  await connection.bytes({
    method: 'POST',
    path: `/exec/${exec.Id}/start`,
    body: { Detach: true, Tty: false },
  });
}

const HEADER = 8;
const STDERR = 2;

/** The engine sends both streams in one: a header of stream, three zeros and length before each piece. */
function separate(bytes: Buffer): { readonly stdout: string; readonly stderr: string } {
  const [out, error]: [Buffer[], Buffer[]] = [[], []];
  for (let at = 0; at + HEADER <= bytes.length; ) {
    const length = bytes.readUInt32BE(at + 4);
    const piece = bytes.subarray(at + HEADER, at + HEADER + length);
    (bytes[at] === STDERR ? error : out).push(piece);
    at += HEADER + length;
  }
  return { stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(error).toString() };
}
