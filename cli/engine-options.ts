import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/** Where real engines are, as the verbs that use them are told. */
export interface EngineOptions {
  readonly context?: string;
  /** `unix://...`, or `h1=unix://...` for one of several. */
  readonly host?: readonly string[];
  /** `phone=/run/netns/phone` */
  readonly client?: readonly string[];
  readonly dedicated?: true;
}

const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

/** Adds the options to a verb; gives the reader of their values. */
export function addEngineOptions(command: CommandUnknownOpts): () => EngineOptions {
  const options = [
    new Option('--context <name>', "a docker context whose engine is used, instead of docker's own choice"),
    new Option(
      '--host <address>',
      'the engine: unix:///run/docker.sock; again for the second host of a scenario, or h1=unix://... by name',
    ).argParser(collect),
    new Option(
      '--client <name=netns>',
      "a network namespace of the engine's machine that stands for a client: phone=/run/netns/phone; again for more",
    ).argParser(collect),
    new Option(
      '--dedicated',
      'the engine is empty and ours alone: the scenario may use its own names, addresses and host commands',
    ),
  ];
  for (const option of options) command.addOption(option);
  return () => command.opts();
}
