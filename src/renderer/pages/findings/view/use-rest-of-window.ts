import { useLayoutEffect, useState, type RefObject } from 'react';

/** Room that the frame leaves below the page. */
const BELOW_PX = 20;

/** The height from an element's top to the window's end: what is inside can fill the window, whatever stands above. */
export function useRestOfWindow(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      setHeight(Math.max(0, Math.floor(window.innerHeight - top - window.scrollY - BELOW_PX)));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    const above = element.current?.parentElement;
    if (above) watcher.observe(above);
    window.addEventListener('resize', measure);
    return () => {
      watcher.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [element]);
  return height;
}
