// 显示设置: colours, size and single keys, remembered on this machine.

type Display = { theme?: "light" | "dark"; size?: "large"; keys?: "off" };
const STORE = "ag.display";

export function display(): Display {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}") as Display;
  } catch {
    return {};
  }
}

/** Puts the choices on the root element, where the styles look for them. */
export function applyDisplay(): void {
  const chosen = display();
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  root.dataset.bsTheme = chosen.theme ?? (dark ? "dark" : "light");
  if (chosen.size) root.dataset.agSize = chosen.size;
  else delete root.dataset.agSize;
}

/** `data-display="theme:dark"` sets; a switch such as `size:large` pressed again lets go. */
function choose(setting: string): void {
  const [name = "", value = ""] = setting.split(":");
  const chosen: Record<string, string | undefined> = { ...display() };
  if (value === "system" || (name !== "theme" && chosen[name] === value)) delete chosen[name];
  else chosen[name] = value;
  localStorage.setItem(STORE, JSON.stringify(chosen));
  applyDisplay();
  showChoices();
}

function showChoices(): void {
  const chosen: Record<string, string | undefined> = { ...display() };
  for (const button of document.querySelectorAll<HTMLElement>("[data-display]")) {
    const [name = "", value] = button.dataset.display!.split(":");
    const now = chosen[name] ?? (name === "theme" ? "system" : undefined);
    button.setAttribute("aria-pressed", String(now === value));
  }
}

export function startDisplay(): void {
  showChoices();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyDisplay);
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-display]");
    if (button) choose(button.dataset.display!);
  });
}
