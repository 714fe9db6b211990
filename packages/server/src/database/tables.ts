import type { Generated } from "kysely";

/**
 * The tables. Every point in time is whole seconds since 1970, every yes-or-no is 1 or 0, and JSON
 * is text: what all databases can hold alike.
 */
export interface Tables {
  readonly users: UsersTable;
  /** How many users there are in each range of 4,096 ids; triggers keep it. */
  readonly user_blocks: { readonly block: number; readonly users: number };
  readonly user_tags: { readonly user_id: number; readonly tag: string };
  readonly user_roles: { readonly user_id: number; readonly role: string };
  readonly user_groups: {
    readonly id: Generated<number>;
    readonly unique_name: string;
    readonly name: string;
  };
  readonly user_group_members: { readonly group_id: number; readonly user_id: number };
  readonly templates: TemplatesTable;
  readonly oauth_clients: {
    readonly id: string;
    /** Null for a public client, which cannot keep a secret. */
    readonly secret_hash: string | null;
    /** JSON list of the grants it may use. */
    readonly grants: string;
    /** JSON list of the roles of its client_credentials tokens. */
    readonly roles: string;
  };
  readonly access_tokens: TokensTable & { readonly user_id: number | null };
  readonly refresh_tokens: TokensTable & { readonly user_id: number };
  readonly password_resets: {
    /** One a user: a new request voids the old. */
    readonly user_id: number;
    readonly secret_hash: string;
    readonly expires_at: number;
  };
  readonly outbox: {
    readonly id: Generated<number>;
    readonly user_id: number;
    readonly recipient: string;
    readonly subject: string;
    readonly body: string;
    readonly created_at: number;
    readonly expires_at: number;
  };
  /** What the database knows of itself. */
  readonly settings: { readonly name: "sandbox"; readonly value: string };
}

interface TokensTable {
  /** SHA-256: who reads the database cannot use the tokens. */
  readonly token_hash: string;
  readonly client_id: string;
  readonly expires_at: number;
}

/** `*_key` columns hold what names are compared, searched and sorted by: see `searchKey`. */
export interface UsersTable {
  readonly id: Generated<number>;
  readonly username: string;
  readonly username_key: string;
  readonly email: string;
  readonly email_key: string;
  /** PHC string; null where nobody can sign in as this user. */
  readonly password_hash: string | null;
  readonly display_name: string | null;
  /** Of the user name where there is no display name: what everybody sees. */
  readonly display_name_key: string;
  readonly avatar_url: string | null;
  readonly fullname: string | null;
  readonly fullname_key: string | null;
  readonly first_name: string | null;
  readonly first_name_key: string | null;
  readonly last_name: string | null;
  readonly last_name_key: string | null;
  readonly description: string | null;
  readonly gender: string | null;
  readonly date_of_birth: number | null;
  readonly mobile_number: string | null;
  readonly address: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postal_code: string | null;
  readonly country_code: string | null;
  readonly currency_code: string | null;
  readonly language_code: string | null;
  readonly timezone_code: string | null;
  readonly template_id: string | null;
  /** Wire JSON, word for word. */
  readonly additional_properties: string | null;
  readonly member_since: number;
  readonly last_updated: number;
  readonly last_activity: number | null;
}

interface TemplatesTable {
  readonly id: string;
  readonly name: string;
  readonly name_key: string;
  readonly allow_additional: number;
  /** Wire JSON of the definitions. */
  readonly properties: string;
  readonly created_date: number;
  readonly updated_date: number;
}
