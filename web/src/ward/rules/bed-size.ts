/** The longest that fits its place in large figures, and in smaller ones. */
const NUMBER_LENGTH = 4;
const CODE_LENGTH = 8;

/** How large a bed can be written: most are numbers, some systems send codes or whole phrases. */
export const bedSize = (text: string): "number" | "code" | "phrase" => {
  const { length } = [...text];
  if (length <= NUMBER_LENGTH) return "number";
  return length <= CODE_LENGTH ? "code" : "phrase";
};
