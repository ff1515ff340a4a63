import { all } from './element.ts';

/** Whatever the pointer or the focus is on lights up wherever it stands on the page: text, output, picture. */
export function lightUpNames(): void {
  let lit: readonly Element[] = [];
  let current: string | undefined;
  const light = (key: string | undefined, story: Element | null): void => {
    if (key === current) return;
    current = key;
    for (const element of lit) element.classList.remove('lit');
    lit =
      key === undefined
        ? []
        : all('[data-key]', story ?? document).filter(({ dataset }) => dataset.key === key);
    for (const element of lit) element.classList.add('lit');
  };
  const onto = ({ target }: Event): void => {
    const named = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-key]') : null;
    light(named?.dataset.key, named?.closest('.story') ?? null);
  };
  document.addEventListener('pointerover', onto);
  document.addEventListener('focusin', onto);
}
