import {
  Comma,
  Command,
  K,
  LCurly,
  Named,
  Quoted,
  RCurly,
  StatementEnd,
  Value,
  WholeNumber,
} from '../tokens.ts';
import { ActionRules } from './action-rules.ts';
import type { Alternatives, Rule } from './value-rules.ts';

/**
 * Files, scenarios, properties and their blocks. The body of a block is always the same loop: the end of a statement, prose,
 * a statement (and what is left over on its line), or last a statement that nobody knows.
 */
export class FileRules extends ActionRules {
  readonly file: Rule = this.RULE('file', () => {
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.CONSUME(StatementEnd) },
          { ALT: () => this.SUBRULE(this.prose) },
          {
            ALT: () => {
              this.SUBRULE(this.fileStatement);
              this.OPTION(() => this.SUBRULE(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
  });

  readonly fileStatement: Rule = this.RULE('fileStatement', () => {
    this.OR([{ ALT: () => this.SUBRULE(this.scenario) }, { ALT: () => this.SUBRULE(this.property) }]);
  });

  readonly scenario: Rule = this.RULE('scenario', () => {
    this.CONSUME(K.scenario);
    this.OPTION(() => this.CONSUME(Named));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.SUBRULE(this.body);
  });

  readonly body: Rule = this.RULE('body', () => {
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.CONSUME(StatementEnd) },
          { ALT: () => this.SUBRULE(this.prose) },
          {
            ALT: () => {
              this.SUBRULE(this.statement);
              this.OPTION(() => this.SUBRULE(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
    this.CONSUME(RCurly);
  });

  private readonly statements: Alternatives = [
    { ALT: () => this.SUBRULE(this.declaration) },
    { ALT: () => this.SUBRULE(this.expect) },
    { ALT: () => this.SUBRULE(this.step) },
    { ALT: () => this.SUBRULE(this.show) },
    { ALT: () => this.SUBRULE(this.shows) },
    { ALT: () => this.SUBRULE(this.swarm) },
    { ALT: () => this.SUBRULE(this.compose) },
    { ALT: () => this.SUBRULE(this.invariant) },
    { ALT: () => this.SUBRULE(this.exercise) },
    { ALT: () => this.SUBRULE(this.seed) },
    { ALT: () => this.SUBRULE(this.action) },
  ];
  readonly statement: Rule = this.RULE('statement', () => {
    this.OR(this.statements);
  });

  /** `container web { image nginx }` */
  readonly declaration: Rule = this.RULE('declaration', () => {
    this.OR([
      { ALT: () => this.CONSUME(K.host) },
      { ALT: () => this.CONSUME(K.client) },
      { ALT: () => this.CONSUME(K.lan) },
      { ALT: () => this.CONSUME(K.image) },
      { ALT: () => this.CONSUME(K.network) },
      { ALT: () => this.CONSUME(K.container) },
      { ALT: () => this.CONSUME(K.service) },
    ]);
    this.OPTION1(() => this.CONSUME(Value));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.OPTION2(() => this.SUBRULE(this.attributeBlock));
  });

  readonly expect: Rule = this.RULE('expect', () => {
    this.CONSUME(K.expect);
    this.SUBRULE(this.claim);
  });

  /** `step "name" fails with "text" { ... }` */
  readonly step: Rule = this.RULE('step', () => {
    this.CONSUME(K.step);
    this.OPTION1(() => this.CONSUME1(Quoted));
    this.OPTION2(() => {
      this.CONSUME(K.fails);
      this.CONSUME(K.with);
      this.CONSUME2(Quoted);
    });
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.SUBRULE(this.body);
  });

  readonly show: Rule = this.RULE('show', () => {
    this.CONSUME(K.show);
    this.CONSUME(Command);
  });

  /** `shows T3, T4` */
  readonly shows: Rule = this.RULE('shows', () => {
    this.CONSUME(K.shows);
    this.SUBRULE(this.nameList);
  });

  readonly seed: Rule = this.RULE('seed', () => {
    this.CONSUME(K.seed);
    this.CONSUME(WholeNumber);
  });

  readonly swarm: Rule = this.RULE('swarm', () => {
    this.CONSUME(K.swarm);
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.CONSUME(StatementEnd) },
          { ALT: () => this.SUBRULE(this.prose) },
          {
            ALT: () => {
              this.SUBRULE(this.swarmMember);
              this.OPTION1(() => this.SUBRULE1(this.leftover));
            },
          },
          {
            ALT: () => {
              this.SUBRULE(this.attribute);
              this.OPTION2(() => this.SUBRULE2(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
    this.CONSUME(RCurly);
  });

  /** `manager node1 { address 192.168.1.31/24 }` */
  readonly swarmMember: Rule = this.RULE('swarmMember', () => {
    this.OR([{ ALT: () => this.CONSUME(K.manager) }, { ALT: () => this.CONSUME(K.worker) }]);
    this.OPTION1(() => this.CONSUME(Named));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.OPTION2(() => this.SUBRULE(this.attributeBlock));
  });

  readonly invariant: Rule = this.RULE('invariant', () => {
    this.CONSUME(K.invariant);
    this.OPTION1(() => this.CONSUME(Quoted));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.CONSUME(StatementEnd) },
          {
            ALT: () => {
              this.SUBRULE(this.claim);
              this.OPTION2(() => this.SUBRULE(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
    this.CONSUME(RCurly);
  });

  /** `exercise "name" { laptop$ docker ...; expect ... }` */
  readonly exercise: Rule = this.RULE('exercise', () => {
    this.CONSUME(K.exercise);
    this.OPTION1(() => this.CONSUME(Quoted));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.SUBRULE(this.body);
  });

  readonly property: Rule = this.RULE('property', () => {
    this.CONSUME(K.property);
    this.OPTION1(() => this.CONSUME(Named));
    this.OPTION9(() => this.SUBRULE(this.strayWords));
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR({
        MAX_LOOKAHEAD: 1,
        IGNORE_AMBIGUITIES: true,
        DEF: [
          { ALT: () => this.CONSUME(StatementEnd) },
          { ALT: () => this.SUBRULE(this.prose) },
          {
            ALT: () => {
              this.SUBRULE(this.propertyStatement);
              this.OPTION2(() => this.SUBRULE(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
    this.CONSUME(RCurly);
  });

  readonly propertyStatement: Rule = this.RULE('propertyStatement', () => {
    this.OR({
      MAX_LOOKAHEAD: 2, // `for any`, `for all`
      DEF: [
        { ALT: () => this.SUBRULE(this.forAny) },
        { ALT: () => this.SUBRULE(this.forAll) },
        { ALT: () => this.SUBRULE(this.where) },
        { ALT: () => this.SUBRULE(this.propertyWhen) },
        { ALT: () => this.SUBRULE(this.propertyExpect) },
      ],
    });
  });

  /** `for any world { hosts 1..3; containers 2..20 }` */
  readonly forAny: Rule = this.RULE('forAny', () => {
    this.CONSUME(K.for);
    this.CONSUME(K.any);
    this.CONSUME(K.world);
    this.SUBRULE(this.attributeBlock);
  });

  /** `for all a, b in containers` */
  readonly forAll: Rule = this.RULE('forAll', () => {
    this.CONSUME(K.for);
    this.CONSUME(K.all);
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME1(Named) });
    this.CONSUME(K.in);
    this.CONSUME2(Named);
  });

  /** `where a has its own namespace and b publishes nothing` */
  readonly where: Rule = this.RULE('where', () => {
    this.CONSUME(K.where);
    this.AT_LEAST_ONE_SEP({ SEP: K.and, DEF: () => this.SUBRULE(this.condition) });
  });

  /** `when connect a to n`: what happens before the claims are judged. */
  readonly propertyWhen: Rule = this.RULE('propertyWhen', () => {
    this.CONSUME(K.when);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(K.reorder);
          this.CONSUME(K.declarations);
        },
      },
      { ALT: () => this.SUBRULE(this.action) },
    ]);
  });

  readonly propertyExpect: Rule = this.RULE('propertyExpect', () => {
    this.CONSUME(K.expect);
    this.OR({
      MAX_LOOKAHEAD: 1,
      IGNORE_AMBIGUITIES: true,
      DEF: [
        { GATE: () => this.nextIs(2, K.stays), ALT: () => this.SUBRULE(this.reachStays) },
        { GATE: () => this.nextIs(2, K.reach), ALT: () => this.SUBRULE(this.noReach) },
        { GATE: () => this.nextIs(2, K.and), ALT: () => this.SUBRULE(this.sameReach) },
        { GATE: () => this.nextIs(2, K.hears), ALT: () => this.SUBRULE(this.hears) },
        { GATE: () => this.nextIs(3, K.what), ALT: () => this.SUBRULE(this.reachesPublished) },
        { ALT: () => this.SUBRULE(this.claim) },
      ],
    });
  });

  /** `reach stays the same` */
  readonly reachStays: Rule = this.RULE('reachStays', () => {
    this.CONSUME(K.reach);
    this.CONSUME(K.stays);
    this.CONSUME(K.the);
    this.CONSUME(K.same);
  });

  /** `no reach is lost`, `no reach is gained` */
  readonly noReach: Rule = this.RULE('noReach', () => {
    this.CONSUME(K.no);
    this.CONSUME(K.reach);
    this.CONSUME(K.is);
    this.OR([{ ALT: () => this.CONSUME(K.lost) }, { ALT: () => this.CONSUME(K.gained) }]);
  });

  /** `a and b reach the same` */
  readonly sameReach: Rule = this.RULE('sameReach', () => {
    this.CONSUME1(Named);
    this.CONSUME(K.and);
    this.CONSUME2(Named);
    this.CONSUME(K.reach);
    this.CONSUME(K.the);
    this.CONSUME(K.same);
  });

  /** `a hears every answer of b` */
  readonly hears: Rule = this.RULE('hears', () => {
    this.CONSUME1(Named);
    this.CONSUME(K.hears);
    this.CONSUME(K.every);
    this.CONSUME(K.answer);
    this.CONSUME(K.of);
    this.CONSUME2(Named);
  });

  /** `c reaches what a publishes` */
  readonly reachesPublished: Rule = this.RULE('reachesPublished', () => {
    this.CONSUME1(Named);
    this.CONSUME(K.reaches);
    this.CONSUME(K.what);
    this.CONSUME2(Named);
    this.CONSUME(K.publishes);
  });

  readonly condition: Rule = this.RULE('condition', () => {
    this.AT_LEAST_ONE({
      GATE: () => this.LA(1).tokenType !== K.and,
      DEF: () => this.CONSUME(Value),
    });
  });
}
