/**
 * A file that is being written. Nobody sees it before it is finished: it is then complete, or it does not
 * exist.
 */
export interface FileSink {
  readonly write: (text: string) => Promise<void>;
  readonly finish: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

interface PickedFile {
  readonly createWritable: () => Promise<{
    readonly write: (text: string) => Promise<void>;
    readonly close: () => Promise<void>;
    readonly abort: () => Promise<void>;
  }>;
  /** Not in all browsers. */
  readonly remove?: () => Promise<void>;
  readonly getFile: () => Promise<File>;
}

/** In Chromium only; TypeScript does not know it. */
type Picker = (options: { readonly suggestedName: string }) => Promise<PickedFile>;

/** Offers a file for download. */
export const download = (name: string, content: Blob): void => {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** Each piece is a Blob, which the browser moves to its disk when there are many. */
const blobSink = (name: string, type: string): FileSink => {
  let pieces: Array<Blob> = [];
  return {
    write: (text) => {
      pieces.push(new Blob([text]));
      return Promise.resolve();
    },
    finish: () => {
      download(name, new Blob(pieces, { type }));
      pieces = [];
      return Promise.resolve();
    },
    discard: () => {
      pieces = [];
      return Promise.resolve();
    },
  };
};

/** The browser writes to a file of its own, which replaces the chosen one when it is closed. */
const diskSink = async (file: PickedFile): Promise<FileSink> => {
  const wasEmpty = (await file.getFile()).size === 0;
  const writable = await file.createWritable();
  return {
    write: (text) => writable.write(text),
    finish: () => writable.close(),
    discard: async () => {
      await writable.abort();
      // The dialog has created it. A file that was there before keeps its content.
      if (wasEmpty) await file.remove?.();
    },
  };
};

const isCancelled = (error: unknown) => error instanceof Error && error.name === "AbortError";

/**
 * Opens a file for writing: on the disk if the browser can do that, else a download at the end. `undefined`
 * if the person closes the browser's dialog. Must be called from an event of the person.
 */
export const openSink = async (name: string, type: string): Promise<FileSink | undefined> => {
  const pick = (globalThis as { readonly showSaveFilePicker?: Picker }).showSaveFilePicker;
  if (pick === undefined) return blobSink(name, type);
  try {
    return await diskSink(await pick.call(globalThis, { suggestedName: name }));
  } catch (error) {
    if (isCancelled(error)) return undefined;
    throw error;
  }
};
