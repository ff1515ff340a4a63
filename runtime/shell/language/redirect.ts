import { expandText, type Substitute } from './expansion.ts';
import { lineAt, wordings } from './messages.ts';
import { type Chunk, type Input, type Outcome, outcome, type ShellState } from './state.ts';
import type { Redirection } from './syntax.ts';

type Sink =
  | { readonly kind: 'stream'; readonly fd: 1 | 2 }
  | { readonly kind: 'null' }
  | { readonly kind: 'file'; readonly path: string };

/** Where a command reads from and where its two outputs go. */
export interface Streams {
  readonly input: Input;
  readonly sinks: Readonly<Record<1 | 2, Sink>>;
}

export type Opened =
  | { readonly kind: 'ok'; readonly streams: Streams }
  | { readonly kind: 'error'; readonly outcome: Outcome };

/** Applies redirections from left to right: opens inputs and empties the files that are written to. */
export function openStreams(
  redirections: readonly Redirection[],
  input: Input,
  state: ShellState,
  substitute: Substitute,
): Opened {
  let streams: Streams = { input, sinks: { 1: { kind: 'stream', fd: 1 }, 2: { kind: 'stream', fd: 2 } } };
  for (const redirection of redirections) {
    const target = redirection.kind === 'duplicate' ? '' : expandText(redirection.target, state, substitute);
    const next = apply(redirection, target, streams, state);
    if (typeof next === 'string') return { kind: 'error', outcome: outcome(1, '', next) };
    streams = next;
  }
  return { kind: 'ok', streams };
}

/** The streams after one redirection, or the shell's complaint. */
function apply(
  redirection: Redirection,
  target: string,
  streams: Streams,
  state: ShellState,
): Streams | string {
  const words = wordings[state.env.dialect];
  const line = lineAt(state.source, redirection.start);
  switch (redirection.kind) {
    case 'duplicate':
      return { ...streams, sinks: { ...streams.sinks, [redirection.fd]: streams.sinks[redirection.to] } };
    case 'here-string':
      return { ...streams, input: { text: `${target}\n`, offset: 0 } };
    case 'input': {
      const text = target === '/dev/null' ? '' : state.env.readFile(target);
      if (text === undefined) return words.cannotOpen(target, line);
      return { ...streams, input: { text, offset: 0 } };
    }
    case 'output': {
      const sink = sinkFor(target);
      const reason = sink.kind === 'file' ? state.env.writeFile(target, '', redirection.append) : undefined;
      if (reason !== undefined) return words.cannotCreate(target, reason, line);
      const { sinks } = streams;
      if (redirection.fd === 'both') return { ...streams, sinks: { 1: sink, 2: sink } };
      return { ...streams, sinks: { ...sinks, [redirection.fd]: sink } };
    }
  }
}

function sinkFor(path: string): Sink {
  if (path === '/dev/null') return { kind: 'null' };
  if (path === '/dev/stdout') return { kind: 'stream', fd: 1 };
  if (path === '/dev/stderr') return { kind: 'stream', fd: 2 };
  return { kind: 'file', path };
}

/** Sends each piece of output where its stream points; returns what the surrounding command sees. */
export function route(produced: Outcome, streams: Streams, state: ShellState): Outcome {
  const chunks: Chunk[] = [];
  for (const { fd, text } of produced.chunks) {
    const sink = streams.sinks[fd];
    if (sink.kind === 'stream') chunks.push({ fd: sink.fd, text });
    if (sink.kind === 'file') state.env.writeFile(sink.path, text, true);
  }
  return { chunks, rc: produced.rc };
}
