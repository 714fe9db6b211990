import type { PlainTextKey } from "../language/t.ts";

/** A key combination and what it does. */
export interface Shortcut {
  readonly keys: ReadonlyArray<string>;
  readonly text: PlainTextKey;
}

const isApple = (): boolean => /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** All shortcuts of the console, by where they work. */
export const shortcutGroups = (): ReadonlyArray<{
  readonly title: PlainTextKey;
  readonly shortcuts: ReadonlyArray<Shortcut>;
}> => [
  {
    title: "shortcuts.everywhere",
    shortcuts: [
      { keys: [isApple() ? "⌘" : "Ctrl", "K"], text: "palette.title" },
      { keys: ["?"], text: "shortcuts.title" },
      { keys: ["F8"], text: "shortcuts.messages" },
      { keys: ["Esc"], text: "shortcuts.close" },
    ],
  },
  {
    title: "users.title",
    shortcuts: [
      { keys: ["/"], text: "shortcuts.search" },
      { keys: ["↓"], text: "shortcuts.down" },
      { keys: ["↑"], text: "shortcuts.up" },
      { keys: ["Enter"], text: "shortcuts.open" },
      { keys: ["Shift"], text: "shortcuts.range" },
    ],
  },
];

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** What a key opens. `inField` is where the key may be input: the palette opens from a search box, too. */
export const opens = (
  { key, ctrlKey, metaKey, altKey, shiftKey }: Pressed,
  inField: "none" | "search" | "form",
): "palette" | "shortcuts" | undefined => {
  if (altKey || inField === "form") return undefined;
  if (key.toLowerCase() === "k" && ctrlKey !== metaKey && !shiftKey) return "palette";
  return key === "?" && !ctrlKey && !metaKey && inField === "none" ? "shortcuts" : undefined;
};
