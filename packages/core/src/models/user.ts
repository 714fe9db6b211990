import type { AdditionalProperties } from "./property.ts";
import type { WithUnknownFields } from "./unknownFields.ts";

/** A user in a relationship (`UserRelationshipReferenceResource`). */
export interface UserRelationship extends WithUnknownFields {
  /** Id of the related user. */
  readonly id: number;
  /** Name to sign in with. */
  readonly username?: string | undefined;
  /** The user name stands in for it if it is absent. */
  readonly displayName?: string | undefined;
  /** URL of a picture. */
  readonly avatarUrl?: string | undefined;
  /** What the relationship is about, as the API reports it. */
  readonly context?: string | undefined;
  /** Id of the relationship, not of the user. */
  readonly relationshipId?: number | undefined;
}

/** A row of `getUsers` (`UserBaseResource`). Only a USERS_ADMIN gets the private fields. */
export interface UserSummary extends WithUnknownFields {
  /** Set by the server. */
  readonly id: number;
  /** Public. The user name stands in for it if it is absent. */
  readonly displayName?: string | undefined;
  /** URL of a picture. Public. */
  readonly avatarUrl?: string | undefined;
  /** Time of registration: whole seconds on the wire. Public, set by the server. */
  readonly memberSince?: Date | undefined;
  /** Time of the last update: whole seconds on the wire. Public, set by the server. */
  readonly lastUpdated?: Date | undefined;
  /** Private: needs USERS_ADMIN. */
  readonly username?: string | undefined;
  /** E-mail address. Private: needs USERS_ADMIN. */
  readonly email?: string | undefined;
  /** Private: needs USERS_ADMIN. */
  readonly fullname?: string | undefined;
  /** Time of the last activity: whole seconds on the wire. Private: needs USERS_ADMIN. */
  readonly lastActivity?: Date | undefined;
}

/**
 * A user (`UserResource`). Only the user and a USERS_ADMIN get the private fields; others get `id`,
 * `displayName`, `avatarUrl`, `memberSince` and `lastUpdated`.
 */
export interface User extends WithUnknownFields {
  /** Set by the server. */
  readonly id: number;
  /** Public. The user name stands in for it if it is absent. */
  readonly displayName?: string | undefined;
  /** URL of a picture. Public. */
  readonly avatarUrl?: string | undefined;
  /** Time of registration: whole seconds on the wire. Public, set by the server. */
  readonly memberSince?: Date | undefined;
  /** Time of the last update: whole seconds on the wire. Public, set by the server. */
  readonly lastUpdated?: Date | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly fullname?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly firstName?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly lastName?: string | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  readonly description?: string | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  readonly gender?: string | undefined;
  /** Whole seconds on the wire, before 1970 negative. Private: needs USERS_ADMIN or the user's own token. */
  readonly dateOfBirth?: Date | undefined;
  /** Telephone number. A password reset finds the user by it. Private: needs USERS_ADMIN or the user's own token. */
  readonly mobileNumber?: string | undefined;
  /** First line. Private: needs USERS_ADMIN or the user's own token. */
  readonly address?: string | undefined;
  /** Second line. Private: needs USERS_ADMIN or the user's own token. */
  readonly address2?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly city?: string | undefined;
  /** State or region. Private: needs USERS_ADMIN or the user's own token. */
  readonly state?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly postalCode?: string | undefined;
  /**
   * ISO 3166 alpha-3, such as `USA`. If omitted at registration, the API derives it from the caller's IP
   * address. Private: needs USERS_ADMIN or the user's own token.
   */
  readonly countryCode?: string | undefined;
  /** Code of the preferred currency, such as `USD`. Private: needs USERS_ADMIN or the user's own token. */
  readonly currencyCode?: string | undefined;
  /** ISO 639, three letters. Private: needs USERS_ADMIN or the user's own token. */
  readonly languageCode?: string | undefined;
  /** Code of the time zone. Private: needs USERS_ADMIN or the user's own token. */
  readonly timezoneCode?: string | undefined;
  /** Name to sign in with. Private: needs USERS_ADMIN or the user's own token. */
  readonly username?: string | undefined;
  /** E-mail address. Private: needs USERS_ADMIN or the user's own token. */
  readonly email?: string | undefined;
  /**
   * Labels of at most 64 characters each, set by a USERS_ADMIN. Private: needs USERS_ADMIN or the
   * user's own token.
   */
  readonly tags?: ReadonlyArray<string> | undefined;
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. */
  readonly template?: string | undefined;
  /** Custom properties by the customer's names, which are never converted. Private: needs USERS_ADMIN or the user's own token. */
  readonly additionalProperties?: AdditionalProperties | undefined;
  /**
   * Related users below this one. Set by the server. Private: needs USERS_ADMIN or the user's own
   * token.
   */
  readonly children?: ReadonlyArray<UserRelationship> | undefined;
  /**
   * Related users above this one. Set by the server. Private: needs USERS_ADMIN or the user's own
   * token.
   */
  readonly parents?: ReadonlyArray<UserRelationship> | undefined;
  /** Time of the last activity: whole seconds on the wire. Set by the server. Private: needs USERS_ADMIN or the user's own token. */
  readonly lastActivity?: Date | undefined;
}

/** Input of `registerUser`. Only a USERS_ADMIN may set `tags`. */
export interface UserRegistration extends WithUnknownFields {
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly fullname?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly firstName?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly lastName?: string | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  readonly description?: string | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. */
  readonly gender?: string | undefined;
  /** Whole seconds on the wire, before 1970 negative. Private: needs USERS_ADMIN or the user's own token. */
  readonly dateOfBirth?: Date | undefined;
  /** Telephone number. A password reset finds the user by it. Private: needs USERS_ADMIN or the user's own token. */
  readonly mobileNumber?: string | undefined;
  /** First line. Private: needs USERS_ADMIN or the user's own token. */
  readonly address?: string | undefined;
  /** Second line. Private: needs USERS_ADMIN or the user's own token. */
  readonly address2?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly city?: string | undefined;
  /** State or region. Private: needs USERS_ADMIN or the user's own token. */
  readonly state?: string | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. */
  readonly postalCode?: string | undefined;
  /**
   * ISO 3166 alpha-3, such as `USA`. If omitted at registration, the API derives it from the caller's IP
   * address. Private: needs USERS_ADMIN or the user's own token.
   */
  readonly countryCode?: string | undefined;
  /** Code of the preferred currency, such as `USD`. Private: needs USERS_ADMIN or the user's own token. */
  readonly currencyCode?: string | undefined;
  /** ISO 639, three letters. Private: needs USERS_ADMIN or the user's own token. */
  readonly languageCode?: string | undefined;
  /** Code of the time zone. Private: needs USERS_ADMIN or the user's own token. */
  readonly timezoneCode?: string | undefined;
  /** Name to sign in with. Use the e-mail address if your users have no separate user names. Private: needs USERS_ADMIN or the user's own token. */
  readonly username: string;
  /** E-mail address; unique by default. Private: needs USERS_ADMIN or the user's own token. */
  readonly email: string;
  /** Plain text. It is hashed on receipt and never returned, logged or traced. */
  readonly password?: string | undefined;
  /** Public. The user name stands in for it if it is omitted. */
  readonly displayName?: string | undefined;
  /** URL of a picture. Public. */
  readonly avatarUrl?: string | undefined;
  /** Labels of at most 64 characters each. Only a USERS_ADMIN may set them. */
  readonly tags?: ReadonlyArray<string> | undefined;
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. */
  readonly template?: string | undefined;
  /** Custom properties by the customer's names, which are never converted. Private: needs USERS_ADMIN or the user's own token. */
  readonly additionalProperties?: AdditionalProperties | undefined;
}

/**
 * Input of `updateUser`. Omitted fields keep their values; `null` clears a field. A user returned by the
 * API can be modified and sent back: fields that only the server sets are not sent. Use `setPassword`
 * for passwords.
 */
export interface UserUpdate extends WithUnknownFields {
  /** Name to sign in with. Private: needs USERS_ADMIN or the user's own token. */
  readonly username?: string | undefined;
  /** E-mail address; unique by default. Private: needs USERS_ADMIN or the user's own token. */
  readonly email?: string | undefined;
  /** Public. `null` clears it. */
  readonly displayName?: string | null | undefined;
  /** URL of a picture. Public. `null` clears it. */
  readonly avatarUrl?: string | null | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly fullname?: string | null | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly firstName?: string | null | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly lastName?: string | null | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly description?: string | null | undefined;
  /** Free text. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly gender?: string | null | undefined;
  /** Whole seconds on the wire, before 1970 negative. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly dateOfBirth?: Date | null | undefined;
  /** Telephone number. A password reset finds the user by it. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly mobileNumber?: string | null | undefined;
  /** First line. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly address?: string | null | undefined;
  /** Second line. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly address2?: string | null | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly city?: string | null | undefined;
  /** State or region. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly state?: string | null | undefined;
  /** Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly postalCode?: string | null | undefined;
  /** ISO 3166 alpha-3, such as `USA`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly countryCode?: string | null | undefined;
  /** Code of the preferred currency, such as `USD`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly currencyCode?: string | null | undefined;
  /** ISO 639, three letters. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly languageCode?: string | null | undefined;
  /** Code of the time zone. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly timezoneCode?: string | null | undefined;
  /** Replaces all tags. Labels of at most 64 characters each. Only a USERS_ADMIN may set them. `null` clears it. */
  readonly tags?: ReadonlyArray<string> | null | undefined;
  /** Id of the template that validates `additionalProperties`. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly template?: string | null | undefined;
  /** Replaces all custom properties. Private: needs USERS_ADMIN or the user's own token. `null` clears it. */
  readonly additionalProperties?: AdditionalProperties | null | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly id?: number | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly children?: ReadonlyArray<UserRelationship> | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly parents?: ReadonlyArray<UserRelationship> | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly memberSince?: Date | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly lastUpdated?: Date | undefined;
  /** Set by the server. Accepted, but not sent. */
  readonly lastActivity?: Date | undefined;
}
