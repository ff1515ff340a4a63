import type { CommandUnknownOpts } from '@commander-js/extra-typings';

interface Flag {
  readonly names: readonly string[];
  readonly description: string;
  readonly choices: readonly string[];
}

interface Verb {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly Flag[];
}

/** The verbs and options of the program, so that no script can lag behind. */
const verbsOf = (program: CommandUnknownOpts): readonly Verb[] =>
  program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: command.options.map((option) => ({
      names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
      description: option.description,
      choices: option.argChoices ?? [],
    })),
  }));

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export const completionScript = (shell: keyof typeof SCRIPTS, program: CommandUnknownOpts): string =>
  SCRIPTS[shell](verbsOf(program));

const wordsOf = ({ flags }: Verb): string => flags.flatMap(({ names }) => names).join(' ');
const names = (verbs: readonly Verb[]): string => verbs.map(({ name }) => name).join(' ');

function bashScript(verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => `    ${verb.name}) words='${wordsOf(verb)} --help' ;;`);
  return `_dnet() {
  local words current="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${names(verbs)} --help --version' -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _dnet dnet
`;
}

const quoted = (text: string): string => text.replaceAll("'", "'\\''");

function zshScript(verbs: readonly Verb[]): string {
  const list = verbs.map(({ name, description }) => `    '${name}:${quoted(description)}'`);
  const cases = verbs.map(
    (verb) => `    ${verb.name}) _arguments ${verb.flags.flatMap(zshFlag).join(' ')} '*:file:_files' ;;`,
  );
  return `#compdef dnet
_dnet() {
  local -a verbs
  verbs=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe 'command' verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
${cases.join('\n')}
  esac
}
compdef _dnet dnet
`;
}

const zshFlag = ({ names, description, choices }: Flag): readonly string[] =>
  names.map((name) => {
    const said = quoted(description).replace(/[[\]:]/g, '\\$&');
    return `'${name}[${said}]${choices.length > 0 ? `:choice:(${choices.join(' ')})` : ''}'`;
  });

function fishScript(verbs: readonly Verb[]): string {
  const lines = verbs.flatMap((verb) => [
    `complete -c dnet -n __fish_use_subcommand -f -a ${verb.name} -d '${quoted(verb.description)}'`,
    ...verb.flags.map((flag) => fishFlag(verb, flag)),
  ]);
  return `${lines.join('\n')}\n`;
}

function fishFlag({ name }: Verb, { names, description, choices }: Flag): string {
  const forms = names.map((form) => (form.startsWith('--') ? `-l ${form.slice(2)}` : `-s ${form.slice(1)}`));
  const values = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : '';
  const when = `-n '__fish_seen_subcommand_from ${name}'`;
  return `complete -c dnet ${when} ${forms.join(' ')}${values} -d '${quoted(description)}'`;
}
