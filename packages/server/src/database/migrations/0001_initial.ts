import type { ForeignKeyConstraintBuilder, Kysely } from "kysely";
import type { SchemaDialect } from "./schemaDialect.ts";

// A released migration is never changed. It does not use the current table types, hence `unknown`.
type Schema = Kysely<unknown>["schema"];

const createTemplates = (schema: Schema, { text }: SchemaDialect) =>
  schema
    .createTable("templates")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("name", text, (column) => column.notNull())
    .addColumn("name_key", text, (column) => column.notNull().unique())
    .addColumn("allow_additional", "integer", (column) => column.notNull())
    .addColumn("properties", text, (column) => column.notNull())
    .addColumn("created_date", "bigint", (column) => column.notNull())
    .addColumn("updated_date", "bigint", (column) => column.notNull());

const createUsers = (schema: Schema, { text, id }: SchemaDialect) =>
  schema
    .createTable("users")
    // Ids are never reused, so that a stored id cannot come to refer to another user.
    .addColumn("id", "integer", id)
    .addColumn("username", text, (column) => column.notNull())
    .addColumn("username_key", text, (column) => column.notNull().unique())
    .addColumn("email", text, (column) => column.notNull())
    .addColumn("email_key", text, (column) => column.notNull().unique())
    .addColumn("password_hash", text)
    .addColumn("display_name", text)
    .addColumn("display_name_key", text, (column) => column.notNull())
    .addColumn("avatar_url", text)
    .addColumn("fullname", text)
    .addColumn("fullname_key", text)
    .addColumn("first_name", text)
    .addColumn("first_name_key", text)
    .addColumn("last_name", text)
    .addColumn("last_name_key", text)
    .addColumn("description", text)
    .addColumn("gender", text)
    .addColumn("date_of_birth", "bigint")
    .addColumn("mobile_number", text)
    .addColumn("address", text)
    .addColumn("address2", text)
    .addColumn("city", text)
    .addColumn("state", text)
    .addColumn("postal_code", text)
    .addColumn("country_code", text)
    .addColumn("currency_code", text)
    .addColumn("language_code", text)
    .addColumn("timezone_code", text)
    .addColumn("template_id", text, (column) => column.references("templates.id"))
    .addColumn("additional_properties", text)
    .addColumn("member_since", "bigint", (column) => column.notNull())
    .addColumn("last_updated", "bigint", (column) => column.notNull())
    .addColumn("last_activity", "bigint");

/** A table of rows that are deleted with their user. */
const createOfUser = (schema: Schema, { text }: SchemaDialect, name: string, other: string) =>
  schema
    .createTable(name)
    .addColumn("user_id", "integer", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addColumn(other, text, (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}_pkey`, ["user_id", other]);

const createTokens = (schema: Schema, { text }: SchemaDialect, name: string) =>
  schema
    .createTable(name)
    .addColumn("token_hash", text, (column) => column.primaryKey().notNull())
    .addColumn("client_id", text, (column) =>
      column.notNull().references("oauth_clients.id").onDelete("cascade"),
    )
    .addColumn("user_id", "integer", (column) => column.references("users.id").onDelete("cascade"))
    .addColumn("expires_at", "bigint", (column) => column.notNull());

/** Checked at commit: for an unknown user a reset is written and rolled back. */
const checkedAtCommit = (key: ForeignKeyConstraintBuilder) =>
  key.onDelete("cascade").deferrable().initiallyDeferred();

const indexes: ReadonlyArray<readonly [table: string, ...columns: Array<string>]> = [
  ["users", "display_name_key"],
  ["users", "fullname_key"],
  ["users", "first_name_key"],
  ["users", "last_name_key"],
  ["users", "mobile_number"],
  ["users", "template_id"],
  ["users", "member_since"],
  ["users", "last_updated"],
  ["users", "last_activity"],
  ["user_tags", "tag", "user_id"],
  ["user_roles", "role", "user_id"],
  ["user_group_members", "user_id"],
  ["access_tokens", "user_id"],
  ["access_tokens", "expires_at"],
  ["refresh_tokens", "user_id"],
  ["refresh_tokens", "expires_at"],
  ["outbox", "user_id"],
  ["outbox", "expires_at"],
];

export const up = async ({ schema }: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  const { text, id } = types;
  await createTemplates(schema, types).execute();
  await createUsers(schema, types).execute();
  await createOfUser(schema, types, "user_tags", "tag").execute();
  await createOfUser(schema, types, "user_roles", "role").execute();
  await schema
    .createTable("user_groups")
    .addColumn("id", "integer", id)
    .addColumn("unique_name", text, (column) => column.notNull().unique())
    .addColumn("name", text, (column) => column.notNull())
    .execute();
  await schema
    .createTable("user_group_members")
    .addColumn("group_id", "integer", (column) =>
      column.notNull().references("user_groups.id").onDelete("cascade"),
    )
    .addColumn("user_id", "integer", (column) =>
      column.notNull().references("users.id").onDelete("cascade"),
    )
    .addPrimaryKeyConstraint("user_group_members_pkey", ["group_id", "user_id"])
    .execute();
  await schema
    .createTable("oauth_clients")
    .addColumn("id", text, (column) => column.primaryKey().notNull())
    .addColumn("secret_hash", text)
    .addColumn("grants", text, (column) => column.notNull())
    .addColumn("roles", text, (column) => column.notNull())
    .execute();
  await createTokens(schema, types, "access_tokens").execute();
  await createTokens(schema, types, "refresh_tokens").execute();
  await schema
    .createTable("password_resets")
    .addColumn("user_id", "integer", (column) => column.primaryKey().notNull())
    .addColumn("secret_hash", text, (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addForeignKeyConstraint(
      "password_resets_user_id_fkey",
      ["user_id"],
      "users",
      ["id"],
      checkedAtCommit,
    )
    .execute();
  await schema
    .createTable("outbox")
    .addColumn("id", "integer", id)
    .addColumn("user_id", "integer", (column) => column.notNull())
    .addColumn("recipient", text, (column) => column.notNull())
    .addColumn("subject", text, (column) => column.notNull())
    .addColumn("body", text, (column) => column.notNull())
    .addColumn("created_at", "bigint", (column) => column.notNull())
    .addColumn("expires_at", "bigint", (column) => column.notNull())
    .addForeignKeyConstraint("outbox_user_id_fkey", ["user_id"], "users", ["id"], checkedAtCommit)
    .execute();
  await schema
    .createTable("settings")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("value", text, (column) => column.notNull())
    .execute();
  for (const [table, ...columns] of indexes) {
    await schema
      .createIndex([table, ...columns, "index"].join("_"))
      .on(table)
      .columns(columns)
      .execute();
  }
};
