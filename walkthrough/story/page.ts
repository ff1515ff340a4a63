import type { RuleLine } from '../../runtime/explain/trace-line.ts';
import type { Change } from './changes.ts';
import type { Topology } from './topology.ts';

/** What a reader gets of a scenario file: plain data that every form of a walkthrough is made from. */
export interface Page {
  /** As it was given. */
  readonly file: string;
  readonly title: string;
  readonly sections: readonly Section[];
  /** The scenario's text and the files that it names, for the sandbox. */
  readonly texts: readonly { readonly path: string; readonly text: string }[];
}

/** One scenario. */
export interface Section {
  readonly id: string;
  readonly name: string;
  /** Markdown, as all texts of a page are. */
  readonly prose?: string;
  readonly shows: readonly string[];
  readonly stages: readonly Stage[];
  /** Claims that held. */
  readonly claims: number;
  readonly names: readonly KnownName[];
}

/** A name that a page lights up wherever it stands, and other words that mean the same. */
export interface KnownName {
  readonly name: string;
  readonly key: string;
  readonly words: readonly string[];
}

/** The story up to its first step, or one step and what is said after it. */
export interface Stage {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** So many items of the story have happened at its end: a sandbox plays them. */
  readonly until: number;
  readonly prose?: string;
  /** The engine refuses something in this step, in these words. */
  readonly refusal?: string;
  readonly blocks: readonly Block[];
  readonly topology: Topology;
  /** What is otherwise than at the stage before. */
  readonly changes: readonly Change[];
}

export type Block =
  | { readonly kind: 'prose'; readonly markdown: string }
  | ConsoleBlock
  | { readonly kind: 'file'; readonly path: string; readonly host?: string; readonly text: string }
  | { readonly kind: 'event'; readonly markdown: string }
  | { readonly kind: 'check'; readonly items: readonly Check[] }
  | MatrixBlock
  | { readonly kind: 'invariant'; readonly name: string; readonly claims: readonly string[] }
  | ExerciseBlock
  | { readonly kind: 'comparison'; readonly comparison: ModeComparison };

/** What is typed at one prompt, and what comes of it. */
export interface ConsoleBlock {
  readonly kind: 'console';
  /** `laptop`, `laptop/web` */
  readonly prompt: string;
  readonly commands: readonly { readonly command: string; readonly output: string }[];
}

/** A task for the reader, in the world as it is at its place. */
export interface ExerciseBlock {
  readonly kind: 'exercise';
  readonly name: string;
  readonly prose?: string;
  /** Claims as written. */
  readonly goals: readonly string[];
  /** The item of the story that it is, from 0, and so many have happened before. */
  readonly until: number;
  readonly solution: readonly ConsoleBlock[];
}

/** A claim as a question with its answer. */
export interface Check {
  readonly question: string;
  readonly answer: string;
  /** Why, and what else came of it. */
  readonly details: readonly string[];
  readonly output?: string;
  /** As written in the scenario: what is asked in the same words is one question. */
  readonly claims: readonly string[];
  readonly paths: readonly PacketPath[];
}

export interface MatrixBlock {
  readonly kind: 'matrix';
  readonly question: string;
  readonly claim: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** A packet on its way, and the first answer on its way back. */
export interface PacketPath {
  readonly asked: string;
  readonly outcome: string;
  readonly reached: boolean;
  readonly stops: readonly PathStop[];
}

/** One namespace that the packet passes. */
export interface PathStop {
  readonly number: number;
  /** As a reader calls it: `web`, `node1/web`. */
  readonly place: string;
  /** Of the machine or box in the picture. */
  readonly key: string;
  /** A connection of its own begins here: nothing was handed on from the stop before. */
  readonly begins: boolean;
  readonly direction: 'there' | 'back';
  readonly lines: readonly { readonly text: string; readonly rules: readonly PathRule[] }[];
  readonly before: HeaderView;
  readonly after: HeaderView;
  /** Names of the bridges and cards that it passes here. */
  readonly links: readonly string[];
  /** Why it goes no further. */
  readonly lost?: string;
}

/** A rule that matched; those that do not decide only lead to one that does. */
export interface PathRule extends RuleLine {
  readonly decides: boolean;
}

export interface HeaderView {
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly ttl: number;
  readonly mark: number;
  /** The packet that this one carries through a tunnel. */
  readonly inner?: HeaderView & { readonly vni: number };
}

/** How containers of several modes differ: from the world, but for the advice. */
export interface ModeComparison {
  readonly rows: readonly {
    readonly container: string;
    readonly mode: string;
    /** The flag that brings it about. */
    readonly flag: string;
    readonly interfaces: string;
    readonly gateway: string;
    readonly internet: string;
    readonly incoming: string;
    readonly advice: string;
  }[];
}
