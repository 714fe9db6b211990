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
  readonly access_tokens: TokensTable & {
    readonly user_id: number | null;
    /** That of the refresh token that was given out with it. */
    readonly family: string | null;
  };
  readonly refresh_tokens: RefreshTokensTable;
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
    /** The same as a web page. */
    readonly html: Generated<string>;
    readonly created_at: number;
    readonly expires_at: number;
    /** From when on it may be sent: whoever sends it moves this on, so that nobody else does. */
    readonly due_at: Generated<number>;
    /** How often it was tried. */
    readonly attempts: Generated<number>;
    /** Its texts are gone then. */
    readonly sent_at: number | null;
  };
  /** What was spent of a limit: see `limits/spend.ts`. */
  readonly rate_limits: {
    readonly key: string;
    /** Milliseconds since 1970: when nothing is spent any more. */
    readonly full_at: number;
    /** Milliseconds that `full_at` may be ahead. */
    readonly capacity: number;
  };
  readonly audit_log: AuditTable;
  /** What the database knows of itself. */
  readonly settings: { readonly name: "sandbox"; readonly value: string };
}

interface TokensTable {
  /** SHA-256: who reads the database cannot use the tokens. */
  readonly token_hash: string;
  readonly client_id: string;
  readonly expires_at: number;
}

interface RefreshTokensTable extends TokensTable {
  readonly user_id: number;
  /** Shared by all tokens that go back to one sign-in. */
  readonly family: Generated<string>;
  /** When the next one was asked for with it. It is kept, so that a second use is noticed. */
  readonly used_at: number | null;
  /** What the next one is made from, together with this one. */
  readonly next_salt: string | null;
}

/** What was done, and by whom. No secrets, and no values of anybody's fields. */
interface AuditTable {
  readonly id: Generated<number>;
  readonly at: number;
  /** Such as `user.updated`. */
  readonly event: string;
  readonly user_id: number | null;
  readonly client_id: string | null;
  /** That of the client; null for what was done in process or on the command line. */
  readonly address: string | null;
  readonly request_id: string | null;
  /** Such as `user:42`. */
  readonly target: string | null;
  /** JSON list of the names of what was changed. */
  readonly fields: string;
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
