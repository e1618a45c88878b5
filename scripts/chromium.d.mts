/** Types for callers in TypeScript; `chromium.mjs` itself runs before anything is installed. */
export const findChromium: (
  env?: NodeJS.ProcessEnv,
  exists?: (path: string) => boolean,
) => string | undefined;
export const howToGetChromium: string;
