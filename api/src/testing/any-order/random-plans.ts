import fc from "fast-check";

const delivery = fc.record({
  file: fc.nat(),
  diesAfter: fc.option(fc.integer({ min: 0, max: 120 })),
});
/** Each step: files that are delivered at the same time, each to a process of its own. */
export const steps = fc.array(
  fc.oneof(
    fc.array(delivery, { minLength: 1, maxLength: 2 }),
    // The same file twice at once, of which one breaks off.
    delivery.map((one) => [{ ...one, diesAfter: null }, one]),
  ),
  { maxLength: 6 },
);

export const holdsWhat = fc.constantFrom("everything" as const, "changes" as const);
export const pausesOf = (numbers: readonly number[]) => {
  let next = 0;
  return () => numbers[next++ % numbers.length] ?? 0;
};
export const scenario = {
  plan: steps,
  batchRows: fc.integer({ min: 1, max: 5 }),
  pauses: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 20 }),
};

export const shuffle = (length: number, stream: Iterable<number>): number[] => {
  const left = Array.from({ length }, (_, index) => index);
  const order: number[] = [];
  for (const number of stream) {
    if (left.length === 0) break;
    order.push(...left.splice(number % left.length, 1));
  }
  return order;
};
