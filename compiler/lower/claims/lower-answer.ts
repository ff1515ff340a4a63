import { match, P } from 'ts-pattern';
import type { AnswerNode } from '../../../grammar/ast-claim.ts';
import { parseAddress } from '../../addresses.ts';
import { partyText } from '../../bind/party-text.ts';
import type { Answer } from '../../ir/claim.ts';
import { type Scene, whoOf } from '../who.ts';

/** What a name resolves to; `name` is the one that is looked up. */
export const lowerAnswer = (scene: Scene, name: string, answer: AnswerNode): Answer =>
  match<AnswerNode, Answer>(answer)
    .with({ kind: P.union('nothing', 'something') }, ({ kind }) => ({ kind }))
    .with({ kind: 'parties' }, ({ parties }) => {
      const [first] = parties;
      if (first?.kind === 'name') return { kind: 'entity', who: whoOf(scene, first) };
      const addresses = parties.map(partyText).map((text) => parseAddress(text)?.text ?? text);
      return { kind: 'addresses', addresses };
    })
    .with({ kind: 'virtual-ip' }, ({ kind }) => ({ kind, service: name }))
    .with({ kind: 'tasks' }, ({ kind, service }) => ({ kind, service: service.text }))
    .exhaustive();
