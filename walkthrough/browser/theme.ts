import { button } from './element.ts';

const KEY = 'dnet-theme';

/** The page follows the system until the reader chooses; the choice is remembered where the browser lets it. */
export function addThemeButton(tools: Element): void {
  const root = document.documentElement;
  const chosen = remembered();
  if (chosen !== null) root.dataset.theme = chosen;
  const isDark = (): boolean =>
    root.dataset.theme === 'dark' ||
    (root.dataset.theme === undefined && matchMedia('(prefers-color-scheme: dark)').matches);
  const toggle = button('', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    label();
  });
  const label = (): void => {
    toggle.textContent = isDark() ? 'Light' : 'Dark';
  };
  label();
  tools.append(toggle);
}

/** A page opened as a file may have no storage. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice lasts as long as the page.
  }
}
