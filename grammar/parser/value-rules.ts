import { type CstNode, CstParser, type IOrAlt, type ParserMethod } from 'chevrotain';
import { syntaxMessages } from '../syntax-messages.ts';
import {
  Anything,
  Comma,
  K,
  LCurly,
  Named,
  Party,
  Prose,
  RCurly,
  StatementEnd,
  TargetText,
  Value,
  vocabulary,
} from '../tokens.ts';
import { LazyLookahead } from './lazy-lookahead.ts';

export type Rule = ParserMethod<[], CstNode>;
/** Long lists of alternatives are made once, not for each token that they are asked about. */
export type Alternatives = IOrAlt<unknown>[];

/** Names, values, attributes, and what is skipped: what all other rules are made of. */
export class ValueRules extends CstParser {
  constructor() {
    super([...vocabulary], {
      recoveryEnabled: true,
      nodeLocationTracking: 'onlyOffset',
      maxLookahead: 1,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: 1 }),
      errorMessageProvider: syntaxMessages,
      skipValidations: true,
    });
  }

  // An inserted token would be a hole in the tree, and a deleted one would change what the line says:
  // a line that cannot be read is skipped to its end instead, at the price of one diagnostic.
  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }
  protected override canTokenTypeBeDeletedInRecovery(): boolean {
    return false;
  }

  /** What follows a statement on its line although nothing should. */
  readonly leftover: Rule = this.RULE('leftover', () => {
    this.AT_LEAST_ONE(() =>
      this.OR([{ ALT: () => this.CONSUME(Anything) }, { ALT: () => this.SUBRULE(this.skippedBlock) }]),
    );
  });

  readonly skippedBlock: Rule = this.RULE('skippedBlock', () => {
    this.CONSUME(LCurly);
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(Anything) },
        { ALT: () => this.CONSUME(StatementEnd) },
        { ALT: () => this.SUBRULE(this.skippedBlock) },
      ]),
    );
    this.CONSUME(RCurly);
  });

  /** Words between the head of a block and its brace that have no meaning there. */
  readonly strayWords: Rule = this.RULE('strayWords', () => {
    this.AT_LEAST_ONE(() => this.CONSUME(Anything));
  });

  /** A line that begins with no statement of its block. */
  readonly unknownStatement: Rule = this.RULE('unknownStatement', () => {
    this.SUBRULE(this.leftover);
  });

  readonly prose: Rule = this.RULE('prose', () => {
    this.CONSUME(Prose);
  });

  /** `dns 10.20.1.2, 10.20.1.3`, `daemon { mtu 1500 }` */
  readonly attribute: Rule = this.RULE('attribute', () => {
    this.CONSUME(Named);
    this.OPTION(() => this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.SUBRULE(this.attributeItem) }));
  });

  readonly attributeItem: Rule = this.RULE('attributeItem', () => {
    this.OR([
      {
        ALT: () => {
          this.AT_LEAST_ONE(() => this.CONSUME(Value));
          this.OPTION(() => this.SUBRULE(this.attributeBlock));
        },
      },
      { ALT: () => this.SUBRULE1(this.attributeBlock) },
    ]);
  });

  readonly attributeBlock: Rule = this.RULE('attributeBlock', () => {
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
              this.SUBRULE(this.attribute);
              this.OPTION(() => this.SUBRULE(this.leftover));
            },
          },
          { ALT: () => this.SUBRULE(this.unknownStatement) },
        ],
      }),
    );
    this.CONSUME(RCurly);
  });

  readonly partyList: Rule = this.RULE('partyList', () => {
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Party) });
  });

  readonly nameList: Rule = this.RULE('nameList', () => {
    this.AT_LEAST_ONE_SEP({ SEP: Comma, DEF: () => this.CONSUME(Named) });
  });

  /** `db`, `db:5432`, `db on any port` */
  readonly target: Rule = this.RULE('target', () => {
    this.CONSUME(TargetText);
    this.OPTION(() => {
      this.CONSUME(K.on);
      this.CONSUME(K.any);
      this.CONSUME(K.port);
    });
  });
}
