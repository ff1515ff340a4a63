import type {
  ComposeNode,
  Declaration,
  Documented,
  ExerciseNode,
  Statement,
  StepNode,
  SwarmNode,
} from '../../grammar/ast.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { type Entity, flagOf } from '../bind/entity.ts';
import { hostOf } from '../bind/scene.ts';
import type { Action } from '../ir/action.ts';
import type { Item, Step } from '../ir/ir.ts';
import { composeUp } from './actions/compose-actions.ts';
import { lowerAction } from './actions/lower-action.ts';
import { swarmInit } from './actions/service-actions.ts';
import { lowerClaim } from './claims/lower-claim.ts';
import { containerSpecOf } from './container-spec.ts';
import { inDockerOrder } from './hoist.ts';
import { networkSpecOf } from './network-spec.ts';
import { optional } from './optional.ts';
import { placeOf } from './place-of.ts';
import { serviceSpecOf } from './service-spec.ts';

/**
 * What happens and what must hold: first the world as declared at top level, then everything else in source
 * order.
 */
export function storyOf(scenario: BoundScenario): readonly Item[] {
  const { statements } = scenario.node;
  const declared = scenario.entities.filter(({ since, foreign }) => since === 0 && !foreign);
  const { networks, containers, services } = inDockerOrder(scenario, declared);
  const items = (entities: readonly Entity[]) =>
    entities.map((entity) => itemOf(createAction(scenario, entity), entity));
  const composed = statements.flatMap((node) =>
    node.kind === 'compose' ? composeItems(scenario, node) : [],
  );
  const swarm = statements.flatMap((node) => (node.kind === 'swarm' ? swarmItems(node) : []));
  const rest = statements.filter(
    ({ kind }) => kind !== 'compose' && kind !== 'swarm' && kind !== 'declaration',
  );
  return [
    ...swarm,
    ...items(networks),
    ...composed,
    ...items(containers),
    ...items(services),
    ...rest.flatMap((statement) => lowerStatement(scenario, statement)),
  ];
}

/** The statements of a step keep their order, declarations too. */
function lowerStatement(scenario: BoundScenario, node: Statement): readonly Item[] {
  switch (node.kind) {
    case 'shows':
    case 'seed':
      return [];
    case 'declaration':
      return declarationItems(scenario, node);
    case 'swarm':
      return swarmItems(node);
    case 'compose':
      return composeItems(scenario, node);
    case 'step':
      return [stepItem(scenario, node)];
    case 'expect':
      return [item(node, { kind: 'claim', claim: lowerClaim(scenario, node.claim) })];
    case 'show': {
      const place = placeOf(scenario, node.command);
      return [item(node, { kind: 'show', place, command: node.command.command.text })];
    }
    case 'invariant': {
      const claims = node.claims.map((claim) => lowerClaim(scenario, claim));
      return [item(node, { kind: 'invariant', name: node.name.text, claims })];
    }
    case 'exercise':
      return [exerciseItem(scenario, node)];
    case 'note':
      return [{ kind: 'note', prose: node.prose.text, origin: node.span }];
    default:
      return doing(lowerAction(scenario, node), node);
  }
}

const stepItem = (scenario: BoundScenario, node: StepNode): Item =>
  item(node, {
    kind: 'step',
    name: node.name.text,
    items: node.statements.flatMap((inner) => lowerStatement(scenario, inner)),
    ...optional('failsWith', node.failsWith?.text),
  });

/** Its commands and claims; the checks have complained of everything else in it. */
const exerciseItem = (scenario: BoundScenario, node: ExerciseNode): Item =>
  item(node, {
    kind: 'exercise',
    name: node.name.text,
    solution: node.statements.flatMap((inner) =>
      inner.kind === 'command'
        ? [{ place: placeOf(scenario, inner.command), command: inner.command.command.text }]
        : [],
    ),
    goals: node.statements.flatMap((inner) =>
      inner.kind === 'expect' ? [lowerClaim(scenario, inner.claim)] : [],
    ),
  });

/** What a statement is in the story, with its prose and its place. */
const item = <T>(node: Documented, body: T): T & Pick<Step, 'prose' | 'origin'> => ({
  ...body,
  ...proseOf(node),
  origin: node.span,
});

const proseOf = ({ prose }: Documented) => optional('prose', prose?.text);

/** Several actions of one statement share its origin; its prose stands before the first. */
const doing = (actions: readonly Action[], node: Documented): readonly Item[] =>
  actions.map((action, i) => ({ kind: 'do', action, ...(i === 0 ? proseOf(node) : {}), origin: node.span }));

const itemOf = (action: Action, { prose, span }: Entity): Item => ({
  kind: 'do',
  action,
  ...optional('prose', prose),
  origin: span,
});

const composeItems = (scenario: BoundScenario, node: ComposeNode): readonly Item[] =>
  doing(composeUp(scenario, node), node);

/** `docker swarm init` on the first manager, `join` everywhere else. */
function swarmItems(node: SwarmNode): readonly Item[] {
  const first = node.nodes.find(({ role }) => role === 'manager');
  if (first === undefined) return [];
  const joins = node.nodes
    .filter((member) => member !== first)
    .map(({ name, role }): Action => ({ kind: 'swarm-join', host: name.text, via: first.name.text, role }));
  return doing([swarmInit(first.name.text, node.attributes), ...joins], node);
}

function declarationItems(scenario: BoundScenario, node: Declaration): readonly Item[] {
  const entity = scenario.entities.find(({ span }) => span === node.span);
  const creates = entity && ['network', 'container', 'service'].includes(entity.kind);
  return creates ? [itemOf(createAction(scenario, entity), entity)] : [];
}

function createAction(scenario: BoundScenario, entity: Entity): Action {
  const host = hostOf(scenario, entity);
  switch (entity.kind) {
    case 'network':
      return { kind: 'create-network', host, network: networkSpecOf(entity) };
    case 'service':
      return { kind: 'create-service', host, service: serviceSpecOf(scenario, entity) };
    default: {
      const container = containerSpecOf(scenario, entity);
      return { kind: 'run-container', host, container, start: !(flagOf(entity.block, 'created') ?? false) };
    }
  }
}
