import type { World } from '../../world.ts';
import { versionOf } from '../engine.ts';
import { type Answer, answer, conflict, invalid } from './answer.ts';
import { isRefusal, runningEngine } from './engine-of.ts';
import { findContainer } from './find-container.ts';
import { stopContainer } from './stop-container.ts';

/** Signals by number that end a process, or that a server takes for something else than its end. */
const SIGNALS: { readonly [name: string]: 'ends' | 'kills' | 'harmless' } = {
  KILL: 'kills',
  TERM: 'ends',
  INT: 'ends',
  QUIT: 'ends',
  HUP: 'harmless',
  USR1: 'harmless',
  USR2: 'harmless',
  WINCH: 'harmless',
  CONT: 'harmless',
};
const NUMBERS: { readonly [number: string]: string } = {
  '1': 'HUP',
  '2': 'INT',
  '3': 'QUIT',
  '9': 'KILL',
  '10': 'USR1',
  '12': 'USR2',
  '15': 'TERM',
  '18': 'CONT',
  '28': 'WINCH',
};

/** POST /containers/{id}/kill. `signal` is a name or a number; the default is KILL. */
export function containerKill(world: World, host: string, term: string, signal = 'KILL'): Answer<null> {
  const engine = runningEngine(world, host);
  if (isRefusal(engine)) return engine;
  const name = NUMBERS[signal] ?? signal.toUpperCase().replace(/^SIG/, '');
  const effect = SIGNALS[name];
  const { texts } = versionOf(engine).daemon;
  if (effect === undefined) return invalid(texts.invalidSignal(term, signal));
  const container = findContainer(engine, term);
  if (isRefusal(container)) return { ...container, message: texts.cannotKill(term, container.message) };
  if (container.state.pid === 0 && container.state.status !== 'restarting')
    return conflict(texts.cannotKill(term, texts.notRunning(container.id)));
  if (effect !== 'harmless')
    stopContainer(world, engine, container, { signal: effect === 'kills' ? 'KILL' : 'TERM' });
  return answer(null);
}
