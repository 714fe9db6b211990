/** The field that every model has. */
export interface WithUnknownFields {
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  readonly unknownFields?: { readonly [wireName: string]: unknown } | undefined;
}
