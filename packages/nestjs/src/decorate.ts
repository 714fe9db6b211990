import { Inject, Injectable, type InjectionToken, type Type } from "@nestjs/common";

// The sources hold no decorator syntax, so that Node runs them as they are, and no compiler has to
// emit the types of parameters: what a class needs is said here, by token.

/** Says by token what the constructor of a class takes. */
export const takes = (target: Type<unknown>, tokens: ReadonlyArray<InjectionToken>): void => {
  for (const [index, token] of tokens.entries()) Inject(token)(target, undefined, index);
};

/** The same, for a class that Nest constructs and is no module. */
export const injectable = (target: Type<unknown>, tokens: ReadonlyArray<InjectionToken>): void => {
  Injectable()(target);
  takes(target, tokens);
};
