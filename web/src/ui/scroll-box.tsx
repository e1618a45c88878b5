import { type ReactNode, useEffect, useRef, useState } from "react";

/**
 * A box that scrolls by itself when its content is larger. Then, and only then, it takes the focus,
 * so that the keyboard can scroll it.
 */
export const ScrollBox = ({
  label,
  children,
}: {
  label: string;
  children: ReactNode;
}): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setScrolls(
        element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight,
      );
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={box}
      className="table-scroll"
      {...(scrolls && { role: "group", "aria-label": label, tabIndex: 0 })}
    >
      {children}
    </div>
  );
};
