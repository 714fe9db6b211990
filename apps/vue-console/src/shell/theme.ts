import { type Ref, ref } from "vue";

/** `system` follows the device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const key = "users-console.theme";
const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

// If the browser denies storage, the choice lasts as long as the page.
const readKept = (): Theme => {
  try {
    const kept = localStorage.getItem(key);
    return isTheme(kept) ? kept : "system";
  } catch {
    return "system";
  }
};
const keep = (theme: Theme) => {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // See above.
  }
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
    keep(theme);
  },
});
