import * as Schema from "effect/Schema";
import * as SchemaTransformation from "effect/SchemaTransformation";

const text = (expected: string) => Schema.String.check(Schema.isMinLength(1, { expected }));

const Url = text("the address of the Users API").check(
  Schema.makeFilter((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ""), {
    expected: "an http: or https: URL",
  }),
);

const aPort = { expected: "a port (0 to 65535)" };
const Port = Schema.String.check(Schema.isPattern(/^\d{1,5}$/, aPort)).pipe(
  Schema.decodeTo(
    Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 65_535 }, aPort)),
    SchemaTransformation.transform({ decode: Number, encode: String }),
  ),
);

/** Environment variables of the service. */
export const Environment = Schema.Struct({
  USERS_API_URL: Url,
  USERS_CLIENT_ID: text("the id of the service's own client"),
  USERS_CLIENT_SECRET: text("the secret of the service's own client"),
  USERS_PUBLIC_CLIENT_ID: Schema.optional(text("the id of a public client")),
  PORT: Schema.optional(Port),
  HOST: Schema.optional(text("an address of this machine")),
  HTTP_ADAPTER: Schema.optional(Schema.Literals(["express", "fastify"])),
});
