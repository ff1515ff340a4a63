import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const DNET = join(ROOT, 'bin', 'dnet.mjs');
/** The longest time after which a run is killed, milliseconds: it is then somewhere in its first scenarios. */
const LONGEST = 15_000;

/**
 * Kills runs of dnet at moments by chance on an engine that somebody else uses too, and cleans up after each.
 * @returns what was left behind, and what of the other's things is missing
 */
export async function killRuns(socket: string, times: number): Promise<readonly string[]> {
  const docker = (...args: readonly string[]): string => {
    const { stdout, stderr, status } = spawnSync('docker', ['-H', `unix://${socket}`, ...args], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  spawnSync('sh', ['-c', `tar -cf - -T /dev/null | docker -H unix://${socket} import - stranger/image`]);
  docker('network', 'create', 'strangers-network');
  docker(
    'create',
    '--name',
    'strangers-container',
    '--network',
    'strangers-network',
    'stranger/image',
    '/none',
  );
  const everything = (): readonly string[] => [
    ...docker('ps', '-a', '--format', 'container {{.Names}}').trim().split('\n'),
    ...docker('network', 'ls', '--format', 'network {{.Name}}').trim().split('\n'),
    ...docker('images', '-a', '--format', 'image {{.Repository}}').trim().split('\n'),
  ];
  const before = everything();
  const problems: string[] = [];
  for (let i = 0; i < times; i++) {
    const after = Math.round(Math.random() * LONGEST);
    await killOne(socket, after);
    const cleaned = spawnSync('node', [DNET, 'clean', '--host', `unix://${socket}`], { encoding: 'utf8' });
    const now = everything();
    console.log(`killed after ${after} ms: ${(cleaned.stdout || cleaned.stderr).trim()}`);
    problems.push(
      ...now.filter((one) => !before.includes(one)).map((one) => `killed after ${after} ms, ${one} is left`),
      ...before.filter((one) => !now.includes(one)).map((one) => `killed after ${after} ms, ${one} is gone`),
    );
  }
  docker('rm', '-f', 'strangers-container');
  docker('network', 'rm', 'strangers-network');
  docker('rmi', '-f', 'stranger/image');
  return problems;
}

async function killOne(socket: string, after: number): Promise<void> {
  const args = ['test', '--engine', 'docker', '--host', `unix://${socket}`, 'scenarios/modes'];
  const child = spawn('node', [DNET, ...args], { cwd: ROOT, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  await ended;
  clearTimeout(timer);
}
