import { type Ref, ref } from "vue";
import type { TextKey } from "../language/t.ts";
import { readText, writeText } from "../storage/browserStorage.ts";

/** `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeTexts = {
  system: "shell.theme.system",
  light: "shell.theme.light",
  dark: "shell.theme.dark",
} as const satisfies { readonly [Name in Theme]: TextKey };

const key = "theme";
const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

const readKept = (): Theme => {
  const kept = readText(key);
  return isTheme(kept) ? kept : "system";
};

const current = ref<Theme>("system");

const show = (theme: Theme) => {
  current.value = theme;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
};

/** Applies the stored theme. */
export const applyTheme = (): void => show(readKept());

/** The theme and its setter. */
export const useTheme = (): {
  readonly theme: Readonly<Ref<Theme>>;
  readonly choose: (theme: Theme) => void;
} => ({
  theme: current,
  choose: (theme) => {
    show(theme);
    writeText(key, theme);
  },
});
