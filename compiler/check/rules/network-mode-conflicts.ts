import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { networkModeOf } from '../../bind/attachments.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { usesOf } from '../../bind/entity.ts';

interface Conflict {
  readonly mode: RegExp;
  readonly options: readonly string[];
  readonly text: string;
}

/** Options that the engine refuses beside a network mode, with its words (moby runconfig/errors.go). */
const CONFLICTS: readonly Conflict[] = [
  { mode: /^container:/, options: ['hostname', 'domainname'], text: 'hostname and the network mode' },
  {
    mode: /^container:/,
    options: ['publish', 'publish-all'],
    text: 'port publishing and the container type network mode',
  },
  { mode: /^container:/, options: ['expose'], text: 'port exposing and the container type network mode' },
  { mode: /^container:/, options: ['dns'], text: 'dns and the network mode' },
  { mode: /^container:/, options: ['add-host'], text: 'custom host-to-IP mapping and the network mode' },
  { mode: /^container:/, options: ['mac-address'], text: 'mac-address and the network mode' },
  {
    mode: /^container:/,
    options: ['link'],
    text: "container type network can't be used with links. This would result in undefined behavior",
  },
  {
    mode: /^host$/,
    options: ['link'],
    text: "host type networking can't be used with links. This would result in undefined behavior",
  },
];

/**
 * An option of `docker run` that the container's network mode forbids. Within a step, a refusal may be the
 * point.
 */
export function* networkModeConflicts(scenario: BoundScenario): Generator<Diagnostic> {
  for (const container of scenario.entities.filter((e) => e.kind === 'container' && e.since === 0)) {
    const mode = networkModeOf(container)?.text;
    if (mode === undefined) continue;
    for (const { options, text } of CONFLICTS.filter((conflict) => conflict.mode.test(mode))) {
      for (const use of options.flatMap((option) => usesOf(container.block, option))) {
        const params = { option: use.name, mode: `network ${mode}`, text: `conflicting options: ${text}` };
        yield diagnose('E1205', params, use.span);
      }
    }
  }
}
