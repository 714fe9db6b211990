import { isIP } from "node:net";
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

const isRange = (text: string): boolean => {
  const [address = "", bits, ...more] = text.split("/");
  const most = isIP(address) === 4 ? 32 : 128;
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  return isIP(address) !== 0 && isBits && more.length === 0;
};

const proxies = {
  expected: "a number of proxies (1 to 9), or addresses and ranges separated by commas",
};
/** The proxies in front of the service: how many, or which. */
const Proxies = Schema.String.check(
  Schema.makeFilter((text) => /^[1-9]$/.test(text) || text.split(",").every(isRange), proxies),
).pipe(
  Schema.decodeTo(
    Schema.Union([Schema.Int, Schema.Array(Schema.String)]),
    SchemaTransformation.transform({
      decode: (text): number | ReadonlyArray<string> =>
        /^\d$/.test(text) ? Number(text) : text.split(","),
      encode: String,
    }),
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
  TRUST_PROXY: Schema.optional(Proxies),
  CORS_ORIGINS: Schema.optional(text("origins separated by commas")),
  DOCS: Schema.optional(Schema.Literals(["true", "false"])),
  TELEMETRY: Schema.optional(Schema.Literals(["true", "false"])),
  HTTP_ADAPTER: Schema.optional(Schema.Literals(["express", "fastify"])),
});
