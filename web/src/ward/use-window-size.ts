import { useEffect, useState } from "react";

const USUAL_ROOT_PX = 16;

const read = () => {
  const scale =
    Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_ROOT_PX;
  return { width: window.innerWidth / scale, height: window.innerHeight / scale };
};

/** The window's size in pixels of usual text, so fewer where it is enlarged; also after it changes. */
export const useWindowSize = (): { width: number; height: number } => {
  const [size, setSize] = useState(read);
  useEffect(() => {
    const update = () => setSize(read());
    window.addEventListener("resize", update);
    return () => window.removeEventListener("resize", update);
  }, []);
  return size;
};
