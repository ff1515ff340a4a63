import type { World } from '../../world.ts';
import { versionOf } from '../engine.ts';
import { type Answer, answer, conflict } from './answer.ts';
import type { LogLine } from './container.ts';
import { endProcess } from './end-process.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';

/** How a container's own command came out. */
export interface ProcessEnd {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Not an operation of the API: whoever works out what a container's own command does (the shell, for a
 * program whose life is `command`) reports here how it ended. Its words go to the container's logs.
 */
export function containerExited(world: World, host: string, term: string, end: ProcessEnd): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const container = findContainer(engine, term);
  if (isRefusal(container)) return container;
  if (container.state.pid === 0) return conflict(versionOf(engine).daemon.texts.notRunning(container.id));
  container.logs.push(...lines(world, 'stdout', end.stdout), ...lines(world, 'stderr', end.stderr));
  endProcess(world, engine, container, end.code);
  return answer(null);
}

function lines(world: World, stream: LogLine['stream'], text: string): LogLine[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ stream, at: world.now, text: line }));
}
