import { useEffect, useState } from "react";

const read = () => ({ width: window.innerWidth, height: window.innerHeight });

/** The window's size in pixels, also after it changes. */
export const useWindowSize = (): { width: number; height: number } => {
  const [size, setSize] = useState(read);
  useEffect(() => {
    const update = () => setSize(read());
    window.addEventListener("resize", update);
    return () => window.removeEventListener("resize", update);
  }, []);
  return size;
};
