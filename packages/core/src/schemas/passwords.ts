import * as Schema from "effect/Schema";
import type { PasswordResetRequest } from "../models/passwords.ts";
import { ruleKey } from "./rule.ts";
import { hasOneField } from "../models/rules.ts";
import { sensitive } from "./sensitive.ts";
import { Password } from "./user.ts";

export const NewPasswordSchema = Schema.Struct({
  password: Password,
  secret: sensitive(Schema.String.check(Schema.isMinLength(1, { expected: "the reset secret" }))),
});

const identifier = Schema.optional(
  Schema.String.check(Schema.isMinLength(1, { expected: "text that is not empty" })),
);

const OptionalIdentifiers = Schema.Struct({
  email: identifier,
  username: identifier,
  mobileNumber: identifier,
});

export const PasswordResetRequestSchema = OptionalIdentifiers.pipe(
  Schema.refine(
    (request): request is typeof OptionalIdentifiers.Type & PasswordResetRequest =>
      hasOneField(request),
    { expected: "exactly one of email, username or mobileNumber", [ruleKey]: "hasOneField" },
  ),
);
