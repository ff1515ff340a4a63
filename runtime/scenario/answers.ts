import type { Place } from '../../compiler/ir/ir.ts';
import type { CommandResult } from '../shell/language/command-result.ts';
import type { Question, Reply } from './ask.ts';
import type { LookUp } from './look-up.ts';
import type { Party } from './party.ts';

/** Where answers come from when the world of a session is only a picture of a real one. */
export interface Answers {
  ask(from: Party, question: Question): Reply;
  lookUp(party: Party, name: string): LookUp;
  run(place: Place, command: string): CommandResult;
}
