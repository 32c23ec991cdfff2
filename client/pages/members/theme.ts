/** Light or dark, at once: the page says it on its root, as the server draws it. */
export type Theme = "system" | "light" | "dark";

export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
}

/** The one chosen in the form on this page. */
export const chosenTheme = (): Theme | undefined =>
  document.querySelector<HTMLInputElement>("input[name=theme]:checked")?.value as Theme | undefined;
