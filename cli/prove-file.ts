import type { Scenario } from '../compiler/ir/ir.ts';
import { certify } from '../runtime/prove/certificate.ts';
import { checkCertificate } from '../runtime/prove/check-certificate.ts';
import { answers, sizeOf } from '../runtime/prove/prove-claim.ts';
import { CannotProve, reachSet } from '../runtime/prove/reach-set.ts';
import { reachLines } from '../runtime/prove/reach-text.ts';
import { checkedItems } from '../runtime/scenario/checked-items.ts';
import { allParties, findParty, isUnknown, type Party } from '../runtime/scenario/party.ts';
import { problemsOf } from '../runtime/scenario/problems.ts';
import { playScenario } from '../runtime/scenario/run.ts';
import { upToStep } from '../runtime/scenario/up-to-step.ts';
import { whoIs } from '../runtime/scenario/who-is.ts';
import type { World } from '../runtime/world.ts';
import { chooseScenario } from './choose-scenario.ts';
import { compileFile } from './compile-file.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { readText, writeText } from './file-system.ts';
import { InputError } from './input-error.ts';
import { paint, print, printError } from './output.ts';
import { SERVICES } from './services.ts';
import { showDiagnostic } from './show-diagnostic.ts';
import { hasErrors, type SourceFile } from './source-file.ts';

export interface ProveOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly scenario?: string | undefined;
  readonly at?: string | undefined;
  readonly certificate?: string | undefined;
  readonly verify?: string | undefined;
  readonly engineVersion?: string | undefined;
  readonly json?: true | undefined;
}

/** Plays a scenario and proves: what it claims for every packet, or the exact answer about two parties. */
export function proveFile(path: string, options: ProveOptions): ExitCode {
  const source = compileFile(path);
  for (const diagnostic of source.diagnostics) printError(showDiagnostic(diagnostic, source));
  if (hasErrors(source.diagnostics) || source.ir === undefined) return EXIT.input;
  const whole = chooseScenario(path, source.ir.scenarios, options.scenario);
  const scenario = upToStep(whole, options.at);
  if (typeof scenario === 'string') throw new InputError(scenario);
  if (options.certificate !== undefined && (options.from === undefined || options.to === undefined))
    throw new InputError('--certificate needs --from and --to: a certificate is about two parties');
  const play = (told: Scenario) =>
    playScenario(told, {
      services: SERVICES,
      ...(options.engineVersion !== undefined && { engineVersion: options.engineVersion }),
    });
  try {
    if (options.verify !== undefined) return verify(play(scenario).session.world, options.verify);
    if (options.from === undefined && options.to === undefined)
      return proveClaims(source, play(whole), options);
    return answer(play(scenario).session.world, options);
  } catch (error) {
    if (error instanceof CannotProve) throw new InputError(`it cannot be proved: ${error.message}`);
    throw error;
  }
}

/** The claims that speak of every packet, and how each fared. */
function proveClaims(
  source: SourceFile,
  { result }: ReturnType<typeof playScenario>,
  { json }: ProveOptions,
): ExitCode {
  const items = checkedItems(result);
  const proved = items.filter(({ proof }) => proof !== undefined);
  const problems = problemsOf(result);
  for (const problem of problems) printError(`${showDiagnostic(problem, source)}\n`);
  if (json) print(JSON.stringify({ version: 1, scenario: result.name, proved, problems }, null, 2));
  else
    for (const { name, proof } of proved)
      print(
        `${paint('green', '✓')} ${name}\n  ${paint('dim', `proved for every packet: ${sizeText(proof!)}`)}`,
      );
  if (proved.length === 0 && problems.length === 0)
    throw new InputError('it claims nothing of every packet: write an invariant, or say --from and --to');
  return problems.length === 0 ? EXIT.held : EXIT.failed;
}

const sizeText = ({ pieces, packets }: { readonly pieces: number; readonly packets: string }): string =>
  `${Number(packets).toPrecision(3)} packets in ${pieces} pieces`;

function party(world: World, word: string): Party {
  const found = findParty(world, whoIs(world, word));
  if (isUnknown(found)) throw new InputError(found.unknown);
  if (found.kind === 'name') throw new InputError(`there is no \`${word}\` in this world`);
  return found;
}

function sender(world: World, word: string): Party {
  const from = party(world, word);
  if (from.netns === undefined) throw new InputError(`\`${word}\` does not run, so it sends nothing`);
  return from;
}

/** Exactly which packets of one party, or of each, another one answers. */
function answer(world: World, options: ProveOptions): ExitCode {
  const senders = options.from === undefined ? allParties(world) : [sender(world, options.from)];
  const targets = options.to === undefined ? allParties(world) : [party(world, options.to)];
  const answered = senders.flatMap((from) =>
    targets.filter((to) => to.netns !== from.netns).map((to) => answerOne(world, from, to)),
  );
  if (options.certificate !== undefined) {
    const [from, to] = [senders[0]!, targets[0]!];
    const target = { addresses: to.addresses, ...(to.netns !== undefined && { netns: to.netns }) };
    const certificate = certify(world.kernel, { from: from.netns!, to: target });
    writeText(options.certificate, `${JSON.stringify(certificate, null, 1)}\n`);
  }
  if (options.json) print(JSON.stringify({ version: 1, answers: answered }, null, 2));
  else for (const one of answered) printAnswer(one);
  return EXIT.held;
}

type Answer = ReturnType<typeof answerOne>;

function answerOne(world: World, from: Party, to: Party) {
  const target = { addresses: to.addresses, ...(to.netns !== undefined && { netns: to.netns }) };
  const pieces = reachSet(world.kernel, from.netns!);
  const reaching = pieces.filter((piece) => answers(piece, { from: from.netns!, to: target, doors: 'any' }));
  return { from: from.name, to: to.name, size: sizeOf(pieces), reaches: reachLines(reaching) };
}

function printAnswer({ from, to, size, reaches }: Answer): void {
  const arrow = paint('bold', `${from} ─▶ ${to}`);
  if (reaches.length === 0) {
    print(`${arrow}  ${paint('green', 'no packet')}  ${paint('dim', `proved: ${sizeText(size)}`)}`);
    return;
  }
  print(`${arrow}  ${paint('dim', `of ${sizeText(size)}`)}`);
  for (const { protocol, destination, ports } of reaches)
    print(`  ${protocol.padEnd(6)} ${destination}${ports === '' ? '' : `  port ${ports}`}`);
}

function verify(world: World, path: string): ExitCode {
  const certificate = parse(path);
  const problem = checkCertificate(world.kernel, certificate);
  if (problem === undefined) {
    const { from, to, pieces, reaching } = certificate;
    const whom = to.namespace ?? to.addresses.join(', ');
    const what =
      reaching.length === 0
        ? `no packet of ${from} reaches ${whom}`
        : `${reaching.length} pieces reach ${whom}`;
    print(`${paint('green', '✓')} the certificate holds: ${what}, in ${pieces.length} pieces`);
    return EXIT.held;
  }
  print(`${paint('red', '✗')} the certificate does not hold: ${problem}`);
  return EXIT.failed;
}

function parse(path: string): Parameters<typeof checkCertificate>[1] {
  try {
    return JSON.parse(readText(path)) as Parameters<typeof checkCertificate>[1];
  } catch (error) {
    if (error instanceof SyntaxError) throw new InputError(`${path} is no JSON: ${error.message}`);
    throw error;
  }
}
