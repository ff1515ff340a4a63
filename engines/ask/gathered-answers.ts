import type { Place } from '../../compiler/ir/ir.ts';
import { formatIp } from '../../runtime/address/ip.ts';
import type { Answers } from '../../runtime/scenario/answers.ts';
import type { Question, Reply } from '../../runtime/scenario/ask.ts';
import { doorText } from '../../runtime/scenario/judge/doors.ts';
import type { LookUp } from '../../runtime/scenario/look-up.ts';
import type { Party } from '../../runtime/scenario/party.ts';
import type { CommandResult } from '../../runtime/shell/language/command-result.ts';

/** Something that a judge wants to know of the real machines. */
export type Wanted =
  | { readonly kind: 'ask'; readonly from: Party; readonly question: Question }
  | { readonly kind: 'look-up'; readonly party: Party; readonly name: string }
  | { readonly kind: 'run'; readonly place: Place; readonly command: string };

/** What was found out, by the question's key. */
export interface Known {
  readonly questions: Map<string, Wanted>;
  readonly asked: Map<string, Reply>;
  readonly lookedUp: Map<string, LookUp>;
  readonly ran: Map<string, CommandResult>;
}

export const nothingKnown = (): Known => ({
  questions: new Map(),
  asked: new Map(),
  lookedUp: new Map(),
  ran: new Map(),
});

export function keyOf(wanted: Wanted): string {
  switch (wanted.kind) {
    case 'ask': {
      const { ip, door, size = '' } = wanted.question;
      return `${wanted.from.netns} ${wanted.from.name} ${formatIp(ip)} ${doorText(door)} ${size}`;
    }
    case 'look-up':
      return `${wanted.party.name} ${wanted.name}`;
    case 'run':
      return `${wanted.place.host} ${wanted.place.container ?? ''} ${wanted.command}`;
    default:
      return wanted satisfies never;
  }
}

const NOT_YET: Reply = { outcome: { kind: 'timeout', cause: { kind: 'hop-limit' } }, hops: [] };

/**
 * Answers what is known, and writes down what is not, with something to go on with: the judge is asked again when the
 * answers are there, and its first verdict is thrown away.
 */
export function gatheredAnswers(known: Known, wanted: Map<string, Wanted>): Answers {
  const want = (one: Wanted): string => {
    const key = keyOf(one);
    wanted.set(`${one.kind} ${key}`, one);
    return key;
  };
  return {
    ask: (from, question) => {
      const one: Wanted = { kind: 'ask', from, question };
      const reply = known.asked.get(keyOf(one));
      if (reply === undefined) want(one);
      return reply ?? NOT_YET;
    },
    lookUp: (party, name) => {
      const one: Wanted = { kind: 'look-up', party, name };
      const found = known.lookedUp.get(keyOf(one));
      if (found === undefined) want(one);
      return found ?? { addresses: [], how: 'not asked yet' };
    },
    run: (place, command) => {
      const one: Wanted = { kind: 'run', place, command };
      const ran = known.ran.get(keyOf(one));
      if (ran === undefined) want(one);
      return ran ?? { stdout: '', stderr: '', rc: 0 };
    },
  };
}
