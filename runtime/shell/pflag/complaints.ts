import type { ArgumentsRule, CommandSpec } from './spec.ts';

/** What docker prints behind a flag's error. */
export function withUsage(spec: CommandSpec, message: string): string {
  return `${message}\n\nUsage:  ${spec.usage}\n\nRun '${spec.path} --help' for more information\n`;
}

/** docker's complaint about the number of arguments, or undefined when it suits. */
export function argumentsComplaint(spec: CommandSpec, count: number): string | undefined {
  const problem = argumentsProblem(spec.args, count);
  if (problem === undefined) return undefined;
  const hint = hints[spec.args.kind];
  return (
    `docker: '${spec.path}' ${problem}\n\n` +
    `Usage:  ${spec.usage}\n\n${hint} '${spec.path} --help' for more information\n`
  );
}

/** docker 28.2.2 words the last line differently for each rule; "SRun" is its own slip. */
const hints: Readonly<Record<ArgumentsRule['kind'], string>> = {
  any: 'Run',
  exact: 'Run',
  min: 'See',
  max: 'SRun',
  range: 'Run',
};

function argumentsProblem(rule: ArgumentsRule, count: number): string | undefined {
  switch (rule.kind) {
    case 'any':
      return undefined;
    case 'exact':
      if (count === rule.count) return undefined;
      return rule.count === 0 ? 'accepts no arguments' : `requires ${counted(rule.count)}`;
    case 'min':
      return count >= rule.count ? undefined : `requires at least ${counted(rule.count)}`;
    case 'max':
      return count <= rule.count ? undefined : `requires at most ${counted(rule.count)}`;
    case 'range':
      if (count >= rule.min && count <= rule.max) return undefined;
      return `requires at least ${rule.min} and at most ${counted(rule.max)}`;
  }
}

function counted(count: number): string {
  return count === 1 ? '1 argument' : `${count} arguments`;
}

/** docker's answer to `docker network bogus`, and at the top, where `path` is `docker`, to `docker bogus`. */
export function unknownCommand(path: string, word: string): string {
  const usage = path === 'docker' ? '' : `Usage:  ${path}\n\n`;
  return `docker: unknown command: ${path} ${word}\n\n${usage}Run '${path} --help' for more information\n`;
}
