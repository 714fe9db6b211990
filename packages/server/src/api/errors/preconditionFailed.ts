import * as Data from "effect/Data";

/** The resource is not, or no longer, the one that `If-Match` names. Nothing was changed. */
export class PreconditionFailed extends Data.TaggedError("PreconditionFailed") {}
