import * as Effect from "effect/Effect";
import { userTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, transaction } from "../../database/database.ts";
import { readFrom } from "../../database/replica/readFrom.ts";
import type { Handlers } from "../context/handler.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { findUser, lockUser } from "../repositories/userRepository.ts";
import { tagIssues } from "./tagLimit.ts";
import { addTags, removeTag, tagsOf } from "../repositories/tagRepository.ts";

const requireUser = Effect.fnUntraced(function* (
  find: typeof findUser,
  queries: Queries,
  userId: number,
): Effect.fn.Return<void, ApiError<"UserNotFound">> {
  if ((yield* find(queries, userId)) === undefined) return yield* fail("UserNotFound");
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
        yield* requireUser(lockUser, queries, userId);
        const issues = tagIssues([...(yield* tagsOf(queries, userId)), body]);
        if (issues.length > 0) return yield* fail("BadRequest", issues);
        yield* addTags(queries, userId, [body]);
        yield* recordAudit(queries, now(), changedTags(userId));
      }),
    ),
  getUserTags: ({ params: { user_id: userId } }) =>
    readFrom(
      database,
      Effect.fnUntraced(function* ({ queries }) {
        yield* requireUser(findUser, queries, userId);
        return yield* tagsOf(queries, userId);
      }),
    ),
  removeUserTag: ({ params: { user_id: userId, tag } }) =>
    transaction(
      database,
      Effect.fnUntraced(function* (queries) {
        yield* requireUser(lockUser, queries, userId);
        yield* removeTag(queries, userId, tag);
        yield* recordAudit(queries, now(), changedTags(userId));
      }),
    ),
});
