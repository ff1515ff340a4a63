import type { CommandLine } from '../../grammar/ast.ts';
import type { Entity } from './entity.ts';

/** What a typed command brings into being, as far as its text tells. */
export interface Made {
  readonly entities: readonly Entity[];
  /** It makes things whose names its text does not tell: a compose project, a stack, a loop. */
  readonly open: boolean;
}

interface Maker {
  readonly kind: 'container' | 'network' | 'service';
  readonly command: RegExp;
  readonly name: RegExp;
}

const NAME_FLAG = /\s--name[=\s]+["']?([^\s"']+)/;
const LAST_WORD = /\s["']?([^\s"'-][^\s"']*)["']?\s*$/;

/** Which docker commands make something, and where its name stands. */
const MAKERS: readonly Maker[] = [
  { kind: 'container', command: /\bdocker\s+(container\s+)?(run|create)\s/, name: NAME_FLAG },
  { kind: 'container', command: /\bdocker\s+(container\s+)?rename\s/, name: LAST_WORD },
  { kind: 'network', command: /\bdocker\s+network\s+create\s/, name: LAST_WORD },
  { kind: 'service', command: /\bdocker\s+service\s+create\s/, name: NAME_FLAG },
];
const OPEN = /\bdocker-compose\b|\bdocker\s+(compose|stack)\b|\b(for|while)\s.*\bdo\b|\bxargs\b/;

/** `laptop$ docker run --name probe ...` makes a container that claims may name. */
export function madeByCommand({ host, container, command, span }: CommandLine): Made {
  const nothing: Made = { entities: [], open: false };
  if (container !== undefined) return nothing;
  const parts = command.text.split(/&&|\|\||;/);
  const entities = parts.flatMap((part) =>
    MAKERS.filter((maker) => maker.command.test(part)).flatMap(({ kind, name: form }): Entity[] => {
      const name = form.exec(part)?.[1];
      if (name === undefined || name.includes('$')) return [];
      const block = { kind, uses: [] } as const;
      return [
        {
          kind,
          name,
          nameSpan: command.span,
          span,
          block,
          since: span.start,
          foreign: true,
          madeOn: host.text,
        },
      ];
    }),
  );
  return { entities, open: OPEN.test(command.text) || /--name[=\s]+\S*\$/.test(command.text) };
}
