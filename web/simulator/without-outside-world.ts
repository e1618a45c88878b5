/**
 * Runs something that must not depend on this machine: without `crypto.subtle`, which hashes on a
 * thread of its own (and which a page on plain HTTP does not have either), and with the warnings of
 * pages kept off the screen.
 */
export const withoutOutsideWorld = async <T>(work: () => Promise<T>): Promise<T> => {
  const { error } = console;
  const subtle = Object.getOwnPropertyDescriptor(globalThis.crypto, "subtle");
  Object.defineProperty(globalThis.crypto, "subtle", { value: undefined, configurable: true });
  console.error = () => {};
  try {
    return await work();
  } finally {
    console.error = error;
    if (subtle) Object.defineProperty(globalThis.crypto, "subtle", subtle);
    else Reflect.deleteProperty(globalThis.crypto, "subtle");
  }
};
