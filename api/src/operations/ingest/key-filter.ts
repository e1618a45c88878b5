/** Remembers names in memory of one size, however many there are: it may say yes to one that it was not given. */
export interface KeyFilter {
  add(name: string): void;
  mayHave(name: string): boolean;
}

/** A Bloom filter of two hashes (FNV-1a from two beginnings) over a megabyte. */
export const createKeyFilter = (bits = 1 << 23): KeyFilter => {
  const bytes = new Uint8Array(bits >> 3);
  const placesOf = (name: string) => [hash(name, 0x811c9dc5) % bits, hash(name, 0x2545f491) % bits];
  return {
    add(name) {
      for (const place of placesOf(name)) {
        bytes[place >> 3] = (bytes[place >> 3] as number) | (1 << (place & 7));
      }
    },
    mayHave: (name) =>
      placesOf(name).every((place) => ((bytes[place >> 3] as number) >> (place & 7)) & 1),
  };
};

const hash = (text: string, basis: number): number => {
  let value = basis;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
};
