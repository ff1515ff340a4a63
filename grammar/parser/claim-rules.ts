import { type TokenType, tokenMatcher } from 'chevrotain';
import {
  Address,
  Cidr,
  Command,
  Duration,
  K,
  LCurly,
  Named,
  Party,
  PortText,
  Quoted,
  RCurly,
  StatementEnd,
  Value,
  WholeNumber,
} from '../tokens.ts';
import { type Rule, ValueRules } from './value-rules.ts';

/** What must hold: one rule for each form of a claim. */
export class ClaimRules extends ValueRules {
  // A container may be called `matrix` or `connection`: what follows tells whether such a word begins another form.
  protected nextIs(distance: number, ...types: readonly TokenType[]): boolean {
    const next = this.LA(distance);
    return types.some((type) => tokenMatcher(next, type));
  }

  readonly claim: Rule = this.RULE('claim', () => {
    this.OR({
      MAX_LOOKAHEAD: 1,
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          GATE: () => this.nextIs(2, PortText, K.icmp),
          ALT: () => this.SUBRULE(this.matrixClaim),
        },
        {
          GATE: () => this.nextIs(2, K.with, K.without, K.equal, K.matching),
          ALT: () => this.SUBRULE(this.outputClaim),
        },
        { GATE: () => this.nextIs(2, K.with), ALT: () => this.SUBRULE(this.failureClaim) },
        { GATE: () => this.nextIs(3, K.is), ALT: () => this.SUBRULE(this.connectionClaim) },
        { GATE: () => this.nextIs(2, K.address), ALT: () => this.SUBRULE(this.previousAddressClaim) },
        { ALT: () => this.SUBRULE(this.requestsClaim) },
        { ALT: () => this.SUBRULE(this.subjectClaim) },
      ],
    });
    this.OPTION1(() => this.SUBRULE(this.when));
    this.OPTION2(() => this.SUBRULE(this.because));
  });

  readonly when: Rule = this.RULE('when', () => {
    this.OR([
      { ALT: () => this.CONSUME(K.eventually) },
      {
        ALT: () => {
          this.CONSUME(K.within);
          this.CONSUME(Duration);
        },
      },
    ]);
  });

  /** `because isolated`, `because snat by ingress-sbox` */
  readonly because: Rule = this.RULE('because', () => {
    this.CONSUME(K.because);
    this.CONSUME1(Named);
    this.OPTION(() => {
      this.CONSUME(K.by);
      this.CONSUME2(Named);
    });
  });

  /** `matrix 80/tcp { ... }` */
  readonly matrixClaim: Rule = this.RULE('matrixClaim', () => {
    this.CONSUME(K.matrix);
    this.OR([{ ALT: () => this.CONSUME(PortText) }, { ALT: () => this.CONSUME(K.icmp) }]);
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR1([{ ALT: () => this.CONSUME(StatementEnd) }, { ALT: () => this.SUBRULE(this.matrixRow) }]),
    );
    this.CONSUME(RCurly);
  });

  readonly matrixRow: Rule = this.RULE('matrixRow', () => {
    this.AT_LEAST_ONE(() => this.CONSUME(Value));
  });

  /** `output with "bridge" within 10s from laptop$ docker network ls`: the rest of the line is the command's. */
  readonly outputClaim: Rule = this.RULE('outputClaim', () => {
    this.CONSUME(K.output);
    this.OR([
      { ALT: () => this.CONSUME(K.with) },
      { ALT: () => this.CONSUME(K.without) },
      {
        ALT: () => {
          this.CONSUME(K.equal);
          this.CONSUME(K.to);
        },
      },
      { ALT: () => this.CONSUME(K.matching) },
    ]);
    this.CONSUME(Quoted);
    this.OPTION(() => this.SUBRULE(this.when));
    this.CONSUME(K.from);
    this.CONSUME(Command);
  });

  /** `failure with "already allocated" from laptop$ docker run ...` */
  readonly failureClaim: Rule = this.RULE('failureClaim', () => {
    this.CONSUME(K.failure);
    this.CONSUME(K.with);
    this.CONSUME(Quoted);
    this.OPTION(() => this.SUBRULE(this.when));
    this.CONSUME(K.from);
    this.CONSUME(Command);
  });

  /** `connection c is open` */
  readonly connectionClaim: Rule = this.RULE('connectionClaim', () => {
    this.CONSUME(K.connection);
    this.CONSUME(Named);
    this.CONSUME(K.is);
    this.OR([{ ALT: () => this.CONSUME(K.open) }, { ALT: () => this.CONSUME(K.closed) }]);
  });

  /** `previous address of api does not answer` */
  readonly previousAddressClaim: Rule = this.RULE('previousAddressClaim', () => {
    this.CONSUME(K.previous);
    this.CONSUME(K.address);
    this.CONSUME(K.of);
    this.CONSUME(Party);
    this.CONSUME(K.does);
    this.CONSUME(K.not);
    this.CONSUME(K.answer);
  });

  /** `10 requests from outside to node1:8080 spread evenly over demo` */
  readonly requestsClaim: Rule = this.RULE('requestsClaim', () => {
    this.CONSUME1(WholeNumber);
    this.CONSUME(K.requests);
    this.CONSUME(K.from);
    this.CONSUME(Party);
    this.CONSUME(K.to);
    this.SUBRULE(this.target);
    this.OPTION1(() => this.SUBRULE(this.byName));
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K.spread);
          this.CONSUME(K.evenly);
          this.OPTION2(() => {
            this.CONSUME(K.over);
            this.CONSUME(Named);
          });
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.fail);
          this.CONSUME2(WholeNumber);
          this.CONSUME(K.times);
        },
      },
      { ALT: () => this.CONSUME(K.succeed) },
    ]);
  });

  readonly byName: Rule = this.RULE('byName', () => {
    this.CONSUME(K.by);
    this.CONSUME(K.name);
  });

  /** The claims that begin with whom they are about. */
  readonly subjectClaim: Rule = this.RULE('subjectClaim', () => {
    this.SUBRULE(this.target);
    this.OR([
      { ALT: () => this.SUBRULE(this.reaches) },
      { ALT: () => this.SUBRULE(this.cannot) },
      { ALT: () => this.SUBRULE(this.resolves) },
      { ALT: () => this.SUBRULE(this.has) },
      { ALT: () => this.SUBRULE(this.sees) },
      { ALT: () => this.SUBRULE(this.is) },
      { ALT: () => this.SUBRULE(this.runs) },
    ]);
  });

  /** `reaches store:6379 by name with 1400 bytes served by demo` */
  readonly reaches: Rule = this.RULE('reaches', () => {
    this.CONSUME(K.reaches);
    this.SUBRULE(this.target);
    this.SUBRULE(this.reachDetails);
  });

  readonly reachDetails: Rule = this.RULE('reachDetails', () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.SUBRULE(this.byName) },
        {
          ALT: () => {
            this.CONSUME(K.with);
            this.CONSUME(WholeNumber);
            this.CONSUME(K.bytes);
          },
        },
        {
          ALT: () => {
            this.CONSUME(K.served);
            this.CONSUME(K.by);
            this.CONSUME(Named);
          },
        },
      ]),
    );
  });

  /** `cannot reach db by name`, `cannot resolve db` */
  readonly cannot: Rule = this.RULE('cannot', () => {
    this.CONSUME(K.cannot);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K.reach);
          this.SUBRULE(this.target);
          this.SUBRULE(this.reachDetails);
        },
      },
      {
        ALT: () => {
          this.CONSUME(K.resolve);
          this.CONSUME(Value);
        },
      },
    ]);
  });

  /** `resolves demo to its virtual ip`, `resolves store to 172.30.0.3` */
  readonly resolves: Rule = this.RULE('resolves', () => {
    this.CONSUME(K.resolves);
    this.CONSUME(Value);
    this.OPTION(() => {
      this.CONSUME(K.to);
      this.OR({
        IGNORE_AMBIGUITIES: true,
        DEF: [
          {
            ALT: () => {
              this.CONSUME(K.its);
              this.CONSUME(K.virtual);
              this.CONSUME(K.ip);
            },
          },
          {
            ALT: () => {
              this.CONSUME(K.the);
              this.CONSUME(K.tasks);
              this.CONSUME(K.of);
              this.CONSUME(Named);
            },
          },
          { ALT: () => this.SUBRULE(this.partyList) },
        ],
      });
    });
  });

  /** `has address 172.17.0.2 on bridge`, `has no default route`, `has only loopback` */
  readonly has: Rule = this.RULE('has', () => {
    this.CONSUME(K.has);
    this.OPTION(() => this.CONSUME(K.no));
    this.OR([
      { ALT: () => this.SUBRULE(this.addressFeature) },
      { ALT: () => this.SUBRULE(this.interfaceFeature) },
      { ALT: () => this.SUBRULE(this.routeFeature) },
      { ALT: () => this.SUBRULE(this.defaultRouteFeature) },
      { ALT: () => this.SUBRULE(this.ruleFeature) },
      { ALT: () => this.SUBRULE(this.mtuFeature) },
      { ALT: () => this.SUBRULE(this.macFeature) },
      { ALT: () => this.SUBRULE(this.listenerFeature) },
      { ALT: () => this.SUBRULE(this.loopbackFeature) },
    ]);
  });

  readonly addressFeature: Rule = this.RULE('addressFeature', () => {
    this.CONSUME(K.address);
    this.OPTION1(() => this.OR([{ ALT: () => this.CONSUME(Address) }, { ALT: () => this.CONSUME(Cidr) }]));
    this.OPTION2(() => this.SUBRULE(this.onWhat));
  });

  readonly interfaceFeature: Rule = this.RULE('interfaceFeature', () => {
    this.CONSUME(K.interface);
    this.CONSUME(Named);
    this.OPTION(() => this.SUBRULE(this.onWhat));
  });

  readonly routeFeature: Rule = this.RULE('routeFeature', () => {
    this.CONSUME(K.route);
    this.OR([{ ALT: () => this.CONSUME(Address) }, { ALT: () => this.CONSUME(Cidr) }]);
    this.SUBRULE(this.nextHop);
  });

  readonly defaultRouteFeature: Rule = this.RULE('defaultRouteFeature', () => {
    this.CONSUME(K.default);
    this.CONSUME(K.route);
    this.SUBRULE(this.nextHop);
  });

  /** `via 172.17.0.1 dev eth0` */
  readonly nextHop: Rule = this.RULE('nextHop', () => {
    this.OPTION1(() => {
      this.CONSUME(K.via);
      this.CONSUME(Party);
    });
    this.OPTION2(() => {
      this.CONSUME(K.dev);
      this.CONSUME(Named);
    });
  });

  readonly ruleFeature: Rule = this.RULE('ruleFeature', () => {
    this.CONSUME(K.rule);
    this.CONSUME(Quoted);
    this.CONSUME(K.in);
    this.CONSUME(Named);
  });

  readonly mtuFeature: Rule = this.RULE('mtuFeature', () => {
    this.CONSUME(K.mtu);
    this.CONSUME(WholeNumber);
    this.OPTION(() => this.SUBRULE(this.onWhat));
  });

  readonly macFeature: Rule = this.RULE('macFeature', () => {
    this.CONSUME(K['mac-address']);
    this.CONSUME(Value);
    this.OPTION(() => this.SUBRULE(this.onWhat));
  });

  readonly listenerFeature: Rule = this.RULE('listenerFeature', () => {
    this.CONSUME(K.listener);
    this.CONSUME(K.on);
    this.CONSUME(PortText);
  });

  readonly loopbackFeature: Rule = this.RULE('loopbackFeature', () => {
    this.CONSUME(K.only);
    this.CONSUME(K.loopback);
  });

  readonly onWhat: Rule = this.RULE('onWhat', () => {
    this.CONSUME(K.on);
    this.CONSUME(Named);
  });

  /** `sees outside as 10.0.0.2 via node1:8080` */
  readonly sees: Rule = this.RULE('sees', () => {
    this.CONSUME(K.sees);
    this.CONSUME1(Party);
    this.CONSUME(K.as);
    this.CONSUME2(Party);
    this.OPTION(() => {
      this.CONSUME(K.via);
      this.SUBRULE(this.target);
    });
  });

  /** `is reachable only from api, admin`, `is running`, `is not running` */
  readonly is: Rule = this.RULE('is', () => {
    this.CONSUME(K.is);
    this.OR({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            this.CONSUME(K.reachable);
            this.CONSUME(K.only);
            this.CONSUME(K.from);
            this.SUBRULE(this.partyList);
          },
        },
        {
          ALT: () => {
            this.CONSUME(K.not);
            this.CONSUME1(Named);
          },
        },
        { ALT: () => this.CONSUME2(Named) },
      ],
    });
  });

  /** `runs 2 tasks on node1, node2`, `runs no task on node3`, `runs on node1` */
  readonly runs: Rule = this.RULE('runs', () => {
    this.CONSUME(K.runs);
    this.OPTION1(() => {
      this.OR1([{ ALT: () => this.CONSUME(WholeNumber) }, { ALT: () => this.CONSUME(K.no) }]);
      this.OR2([{ ALT: () => this.CONSUME(K.task) }, { ALT: () => this.CONSUME(K.tasks) }]);
    });
    this.OPTION2(() => {
      this.CONSUME(K.on);
      this.SUBRULE(this.nameList);
    });
  });
}
