import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** How the verbs that take compose files read them; most are options of `docker compose` itself. */
export interface ComposeOptions {
  readonly profile?: readonly string[];
  readonly projectName?: string;
  readonly envFile?: readonly string[];
  readonly frontEnd?: string;
  readonly allowRead?: readonly string[];
  readonly engineVersion?: string;
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** Adds the options to a verb; gives the reader of their values. */
export function addComposeOptions(command: CommandUnknownOpts): () => ComposeOptions {
  const options = [
    new Option('--profile <name>', 'a profile to activate; again for more').argParser(collect),
    new Option('-p, --project-name <name>', 'instead of the name of the folder'),
    new Option('--env-file <file>', 'instead of `.env`; again for more').argParser(collect),
    new Option('--front-end <program>', 'whose rules and names count').choices([
      'docker compose',
      'docker-compose',
    ]),
    new Option(
      '--allow-read <folder>',
      "files outside the project's own folder may be read from there; again for more",
    ).argParser(collect),
    new Option('--engine-version <version>', 'the engine: 20.10 or 26.1'),
  ];
  for (const option of options) command.addOption(option);
  return () => command.opts();
}
