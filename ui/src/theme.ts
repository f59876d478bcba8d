/** Light or dark. The choice is the page's own and never reaches the program. */
import { ref, watchEffect, type Ref } from "vue";

export type Theme = "system" | "light" | "dark";

export const THEMES: readonly Theme[] = ["system", "light", "dark"];

const KEY = "theme";

function remembered(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

/** Follows the choice and, where it says so, the system. */
export function useTheme(): Ref<Theme> {
  const theme = ref<Theme>(remembered());
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const systemDark = ref(dark.matches);
  dark.addEventListener("change", (change) => {
    systemDark.value = change.matches;
  });
  watchEffect(() => {
    localStorage.setItem(KEY, theme.value);
    const shown = theme.value === "system" ? (systemDark.value ? "dark" : "light") : theme.value;
    document.documentElement.setAttribute("theme-mode", shown);
  });
  return theme;
}
