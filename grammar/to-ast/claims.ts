import { cover } from '../../diagnostics/span.ts';
import type { Target } from '../ast.ts';
import type {
  AnswerNode,
  ClaimNode,
  ClaimNodeBody,
  MatrixNode,
  ReasonNode,
  RequestsOutcome,
  WhenNode,
} from '../ast-claim.ts';
import type {
  BecauseCstNode,
  ClaimCstNode,
  ConnectionClaimCstNode,
  FailureClaimCstNode,
  IsCstNode,
  MatrixClaimCstNode,
  OutputClaimCstNode,
  ReachDetailsCstNode,
  RequestsClaimCstNode,
  ResolvesCstNode,
  RunsCstNode,
  SubjectClaimCstNode,
  WhenCstNode,
} from '../cst.generated.d.ts';
import { featureOf } from './features.ts';
import { type Reading, reportUnexpected, spanOfNode, spanOfToken } from './reading.ts';
import { textOf } from './text.ts';
import { commandOf, millisecondsOf, partyOf, portOf, targetOf, wholeNumberOf, wordOf } from './values.ts';

/** A claim; undefined when the parser gave up in it. */
export function claimOf(reading: Reading, node: ClaimCstNode): ClaimNode | undefined {
  if (node.recoveredNode === true) return undefined;
  const { because, outputClaim, failureClaim } = node.children;
  // A command takes the rest of its line, so there the time stands before it.
  const when = (outputClaim ?? failureClaim)?.[0]?.children.when ?? node.children.when;
  const body = bodyOf(reading, node);
  if (body === undefined) return undefined;
  const span = spanOfNode(reading, node);
  return {
    ...body,
    text: reading.text.slice(span.start, span.end).replace(/\s+/g, ' '),
    when: whenOf(when?.[0]),
    ...(because === undefined ? {} : { because: reasonOf(reading, because[0]!) }),
    span,
  };
}

function bodyOf(reading: Reading, { children }: ClaimCstNode): ClaimNodeBody | undefined {
  if (children.matrixClaim) return matrixOf(reading, children.matrixClaim[0]!);
  if (children.outputClaim) return outputOf(reading, children.outputClaim[0]!);
  if (children.failureClaim) return failureOf(reading, children.failureClaim[0]!);
  if (children.connectionClaim) return connectionOf(reading, children.connectionClaim[0]!);
  if (children.previousAddressClaim) {
    return {
      kind: 'previous-address',
      of: partyOf(reading, children.previousAddressClaim[0]!.children.Party[0]!),
    };
  }
  if (children.requestsClaim) return requestsOf(reading, children.requestsClaim[0]!);
  return children.subjectClaim && subjectClaimOf(reading, children.subjectClaim[0]!);
}

function whenOf(node: WhenCstNode | undefined): WhenNode {
  const duration = node?.children.Duration?.[0];
  if (duration !== undefined) return { kind: 'within', ms: millisecondsOf(duration) };
  return { kind: node === undefined ? 'now' : 'eventually' };
}

function reasonOf(reading: Reading, node: BecauseCstNode): ReasonNode {
  const [reason, by] = node.children.Named;
  return {
    reason: textOf(reading, reason!),
    ...(by === undefined ? {} : { by: textOf(reading, by) }),
    span: spanOfNode(reading, node),
  };
}

/** The first row names the columns. */
function matrixOf(reading: Reading, node: MatrixClaimCstNode): MatrixNode {
  const { matrixRow = [], LCurly, RCurly } = node.children;
  const [header, ...rows] = matrixRow.map((row) => row.children.Value);
  return {
    kind: 'matrix',
    port: portOf(reading, node.children),
    columns: (header ?? []).map((token) => partyOf(reading, token)),
    rows: rows.map(([from, ...cells]) => {
      const last = cells.at(-1) ?? from!;
      return {
        from: partyOf(reading, from!),
        cells: cells.map((token) => textOf(reading, token)),
        span: cover(spanOfToken(reading, from!), spanOfToken(reading, last)),
      };
    }),
    table: cover(spanOfToken(reading, LCurly[0]!), spanOfToken(reading, RCurly[0]!)),
  };
}

function outputOf(reading: Reading, { children }: OutputClaimCstNode): ClaimNodeBody {
  const tests = { with: 'contains', without: 'lacks', equal: 'equals', matching: 'matches' } as const;
  return {
    kind: 'output',
    test: tests[wordOf(children, ['with', 'without', 'equal', 'matching'])!],
    expected: textOf(reading, children.Quoted[0]!),
    command: commandOf(reading, children.Command[0]!),
  };
}

const failureOf = (reading: Reading, { children }: FailureClaimCstNode): ClaimNodeBody => ({
  kind: 'output',
  test: 'fails',
  expected: textOf(reading, children.Quoted[0]!),
  command: commandOf(reading, children.Command[0]!),
});

const connectionOf = (reading: Reading, { children }: ConnectionClaimCstNode): ClaimNodeBody => ({
  kind: 'connection',
  name: textOf(reading, children.Named[0]!),
  state: children.Open === undefined ? 'closed' : 'open',
});

function requestsOf(reading: Reading, { children }: RequestsClaimCstNode): ClaimNodeBody {
  return {
    kind: 'requests',
    count: wholeNumberOf(reading, children.WholeNumber[0]!),
    from: partyOf(reading, children.Party[0]!),
    to: targetOf(reading, children.target[0]!),
    byName: children.byName !== undefined,
    outcome: requestsOutcomeOf(reading, children),
  };
}

function requestsOutcomeOf(reading: Reading, children: RequestsClaimCstNode['children']): RequestsOutcome {
  if (children.Fail !== undefined) {
    return { kind: 'fail', times: wholeNumberOf(reading, children.WholeNumber[1]!) };
  }
  if (children.Succeed !== undefined) return { kind: 'succeed' };
  const over = children.Named?.[0];
  return { kind: 'spread', ...(over === undefined ? {} : { over: textOf(reading, over) }) };
}

/** The claims that begin with whom they are about. */
function subjectClaimOf(reading: Reading, { children }: SubjectClaimCstNode): ClaimNodeBody | undefined {
  const subject = targetOf(reading, children.target[0]!);
  const { reaches, cannot, resolves, has, sees, is, runs } = children;
  if (is !== undefined) return isOf(reading, is[0]!, subject);
  const who = onlyWho(reading, subject, children.target[0]!.children.TargetText[0]!);
  if (reaches !== undefined) {
    const { target, reachDetails } = reaches[0]!.children;
    const details = reachDetailsOf(reading, reachDetails[0]);
    return { kind: 'reach', from: who, to: targetOf(reading, target[0]!), holds: true, ...details };
  }
  if (cannot !== undefined) {
    const { target, reachDetails, Value: names } = cannot[0]!.children;
    if (names !== undefined) {
      return { kind: 'resolve', from: who, name: textOf(reading, names[0]!), answer: { kind: 'nothing' } };
    }
    const details = reachDetailsOf(reading, reachDetails?.[0]);
    return { kind: 'reach', from: who, to: targetOf(reading, target![0]!), holds: false, ...details };
  }
  if (resolves !== undefined) {
    const name = textOf(reading, resolves[0]!.children.Value[0]!);
    return { kind: 'resolve', from: who, name, answer: answerOf(reading, resolves[0]!) };
  }
  if (has !== undefined) {
    const what = featureOf(reading, has[0]!);
    return { kind: 'has', who, holds: has[0]!.children.No === undefined, what };
  }
  if (sees !== undefined) {
    const [client, as] = sees[0]!.children.Party;
    const via = sees[0]!.children.target?.[0];
    return {
      kind: 'sees',
      server: who,
      client: partyOf(reading, client!),
      as: textOf(reading, as!),
      ...(via === undefined ? {} : { via: targetOf(reading, via) }),
    };
  }
  return runs && runsOf(reading, runs[0]!, children.target[0]!.children.TargetText[0]!);
}

/** The subject of a claim where a port means nothing. */
function onlyWho(reading: Reading, subject: Target, token: Parameters<typeof reportUnexpected>[1]) {
  if (subject.port !== undefined) {
    reportUnexpected(reading, token, 'a port belongs to the target of a claim, not to whom it is about');
  }
  return subject.who;
}

function reachDetailsOf(reading: Reading, node: ReachDetailsCstNode | undefined) {
  const { byName, WholeNumber: bytes, Named: served } = node?.children ?? {};
  return {
    byName: byName !== undefined,
    ...(bytes === undefined ? {} : { bytes: wholeNumberOf(reading, bytes[0]!) }),
    ...(served === undefined ? {} : { servedBy: textOf(reading, served[0]!) }),
  };
}

function answerOf(reading: Reading, { children }: ResolvesCstNode): AnswerNode {
  if (children.Virtual !== undefined) return { kind: 'virtual-ip' };
  if (children.Tasks !== undefined) return { kind: 'tasks', service: textOf(reading, children.Named![0]!) };
  const parties = children.partyList?.[0]?.children.Party;
  if (parties === undefined) return { kind: 'something' };
  return { kind: 'parties', parties: parties.map((token) => partyOf(reading, token)) };
}

function isOf(reading: Reading, { children }: IsCstNode, subject: Target): ClaimNodeBody {
  const only = children.partyList?.[0]?.children.Party;
  if (only !== undefined) {
    return { kind: 'only-from', to: subject, only: only.map((token) => partyOf(reading, token)) };
  }
  const state = textOf(reading, children.Named![0]!);
  return { kind: 'state', who: subject.who, holds: children.Not === undefined, state };
}

function runsOf(
  reading: Reading,
  { children }: RunsCstNode,
  service: Parameters<typeof textOf>[1],
): ClaimNodeBody {
  const on = children.nameList?.[0]?.children.Named ?? [];
  const tasks = children.WholeNumber?.[0];
  return {
    kind: 'runs',
    service: textOf(reading, service),
    holds: children.No === undefined,
    ...(tasks === undefined ? {} : { tasks: wholeNumberOf(reading, tasks) }),
    on: on.map((token) => textOf(reading, token)),
  };
}
