import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Pull from "effect/Pull";
import * as Scope from "effect/Scope";
import * as Stream from "effect/Stream";
import type { ListReader } from "./listReader.ts";

/** Makes a stream that reads a list each time it is run. */
export const streamOfList = <A, E>(open: () => ListReader<A, E>): Stream.Stream<A, E> => {
  const pull = ({ next }: ListReader<A, E>) =>
    Effect.flatMap(next, (part) => (part === undefined ? Cause.done() : Effect.succeed(part)));
  return Stream.scoped(
    Stream.fromPull(
      Effect.map(
        Effect.acquireRelease(Effect.sync(open), ({ close }) => close),
        pull,
      ),
    ),
  );
};

/** Reads a stream as a list. */
export const readStream = <A, E>(stream: Stream.Stream<A, E>): ListReader<A, E> => {
  const scope = Scope.makeUnsafe();
  let pull: Pull.Pull<readonly [A, ...ReadonlyArray<A>], E> | undefined;
  const start = Effect.flatMap(
    Scope.provide(Stream.toPull(stream), scope),
    (started) => (pull = started),
  );
  return {
    next: Effect.suspend(() => pull ?? start).pipe(Pull.catchDone(() => Effect.undefined)),
    close: Scope.close(scope, Exit.void),
  };
};
