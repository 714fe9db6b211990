import * as Effect from "effect/Effect";
import { userTarget } from "../audit/events.ts";
import { record } from "../audit/record.ts";
import { type Queries, transaction } from "../database/database.ts";
import type { Handlers } from "../handlers.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Services } from "../services.ts";
import { findUser, lockUser } from "../users/repository.ts";
import { tagIssues } from "./limit.ts";
import { addTags, removeTag, tagsOf } from "./repository.ts";

const demandUser = Effect.fnUntraced(function* (
  find: typeof findUser,
  queries: Queries,
  userId: number,
): Effect.fn.Return<void, Refusal<"UserNotFound">> {
  if ((yield* find(queries, userId)) === undefined) return yield* refuse("UserNotFound");
});

const changedTags = (userId: number) =>
  ({ event: "user.updated", target: userTarget(userId), fields: ["tags"] }) as const;

export const tagHandlers = ({
  database,
  now,
}: Services): Pick<Handlers, "addUserTag" | "getUserTags" | "removeUserTag"> => ({
  addUserTag: ({ params: { user_id: userId }, body }) =>
    transaction(
      database,
      Effect.fnUntraced(function* (queries) {
        yield* demandUser(lockUser, queries, userId);
        const issues = tagIssues([...(yield* tagsOf(queries, userId)), body]);
        if (issues.length > 0) return yield* refuse("BadRequest", issues);
        yield* addTags(queries, userId, [body]);
        yield* record(queries, now(), changedTags(userId));
      }),
    ),
  getUserTags: Effect.fnUntraced(function* ({ params: { user_id: userId } }) {
    yield* demandUser(findUser, database.queries, userId);
    return yield* tagsOf(database.queries, userId);
  }),
  removeUserTag: ({ params: { user_id: userId, tag } }) =>
    transaction(
      database,
      Effect.fnUntraced(function* (queries) {
        yield* demandUser(lockUser, queries, userId);
        yield* removeTag(queries, userId, tag);
        yield* record(queries, now(), changedTags(userId));
      }),
    ),
});
