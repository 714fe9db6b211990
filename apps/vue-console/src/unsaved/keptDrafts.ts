/**
 * Input that was not saved when the session ended. It is kept in memory only, for the user who typed it: the
 * page is emptied, and another user may sign in next.
 */
const drafts = new Map<string, unknown>();

export const keepDraft = (key: string, draft: unknown): void => void drafts.set(key, draft);

export const hasDraft = (key: string): boolean => drafts.has(key);

/** Returns the draft once. It has the type with which the form under this key kept it. */
export const takeDraft = <Draft>(key: string): Draft | undefined => {
  const draft = drafts.get(key) as Draft | undefined;
  drafts.delete(key);
  return draft;
};

export const discardDrafts = (): void => drafts.clear();
