import type { Generated } from "kysely";

/**
 * All tables. Times are whole seconds since 1970, booleans are 1 or 0, and JSON is text: types that
 * all databases support alike.
 */
export interface Tables {
  readonly users: UsersTable;
  /** Number of users in each range of 4,096 ids, maintained by triggers. */
  readonly user_blocks: { readonly block: number; readonly users: number };
  /** Users that have changed, by triggers; see `changeLog.ts`. */
  readonly user_changes: { readonly id: Generated<number>; readonly user_id: number };
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
    /** Null for a public client. */
    readonly secret_hash: string | null;
    /** The secret before a rotation, valid until the given time. */
    readonly previous_secret_hash: string | null;
    readonly previous_secret_until: number | null;
    /** JSON list of the allowed grants. */
    readonly grants: string;
    /** JSON list of the roles of its client_credentials tokens. */
    readonly roles: string;
  };
  readonly access_tokens: TokensTable & {
    readonly user_id: number | null;
    /** Family of the refresh token issued with it. */
    readonly family: string | null;
  };
  readonly refresh_tokens: RefreshTokensTable;
  readonly password_resets: {
    /** One per user: a new request invalidates the previous one. */
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
    /** The message as HTML. */
    readonly html: Generated<string>;
    readonly created_at: number;
    readonly expires_at: number;
    /** Time from which it may be sent. A sender moves it forward to claim the message. */
    readonly due_at: Generated<number>;
    /** Number of attempts. */
    readonly attempts: Generated<number>;
    /** Time of sending; the texts are removed then. */
    readonly sent_at: number | null;
    /** Time at which delivery was given up; the texts are removed then. */
    readonly failed_at: number | null;
    /** Why it was given up, without secrets. */
    readonly failure: string | null;
  };
  /** Consumed rate limits; see `rate-limits/consume.ts`. */
  readonly rate_limits: {
    readonly key: string;
    /** Time when the bucket is full again, in milliseconds since 1970. */
    readonly full_at: number;
    /** Maximum lead of `full_at`, in milliseconds. */
    readonly capacity: number;
  };
  readonly audit_log: AuditTable;
  /** Settings of the database itself. */
  readonly settings: { readonly name: "sandbox"; readonly value: string };
}

interface TokensTable {
  /** SHA-256, so that a reader of the database cannot use the tokens. */
  readonly token_hash: string;
  readonly client_id: string;
  readonly expires_at: number;
}

interface RefreshTokensTable extends TokensTable {
  readonly user_id: number;
  /** Shared by all tokens of one sign-in. */
  readonly family: Generated<string>;
  /** Time of its use. The row is kept, so that a second use is detected. */
  readonly used_at: number | null;
  /** Seed of the next token. */
  readonly next_salt: string | null;
}

/** Actions and their actors. Contains no secrets and no field values. */
interface AuditTable {
  readonly id: Generated<number>;
  readonly at: number;
  /** Such as `user.updated`. */
  readonly event: string;
  readonly user_id: number | null;
  readonly client_id: string | null;
  /** Address of the client; null for actions in process or on the command line. */
  readonly address: string | null;
  readonly request_id: string | null;
  /** Such as `user:42`. */
  readonly target: string | null;
  /** JSON list of the changed fields. */
  readonly fields: string;
}

/** `*_key` columns contain search keys; see `searchKey`. */
export interface UsersTable {
  readonly id: Generated<number>;
  readonly username: string;
  readonly username_key: string;
  /** What the user name looks like; see `storedSkeleton`. */
  readonly username_skeleton: Generated<string>;
  readonly email: string;
  readonly email_key: string;
  /** PHC string; null if the user cannot sign in with a password. */
  readonly password_hash: string | null;
  readonly display_name: string | null;
  /** Key of the display name, or of the user name if there is none. */
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
  /** Wire JSON, unchanged. */
  readonly additional_properties: string | null;
  readonly member_since: number;
  readonly last_updated: number;
  readonly last_activity: number | null;
  /** Since then the user cannot sign in. */
  readonly disabled_at: number | null;
  // Search keys without accents, of names that have some; see `accentKey`.
  readonly username_plain: string | null;
  readonly email_plain: string | null;
  readonly display_name_plain: string | null;
  readonly fullname_plain: string | null;
  readonly first_name_plain: string | null;
  readonly last_name_plain: string | null;
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
