/** Some browsers leave a question to their storage open for ever, and a ward's news must not wait for it. */
const STORAGE_MS = 2_000;

/** What storage answers; undefined where it fails or takes longer than two seconds: all in it can be fetched again. */
export const inTime = async <T>(asked: PromiseLike<T>): Promise<T | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, STORAGE_MS, undefined);
  });
  try {
    return await Promise.race([asked, late]);
  } catch (problem) {
    console.warn("the ward's storage fails", problem);
    return undefined;
  } finally {
    clearTimeout(timer);
  }
};
