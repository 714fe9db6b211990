/** The key of an export that is kept while the session is renewed. */
export const exportDraftKey = "export";
