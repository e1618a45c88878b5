/** Why a test's row counts for no stay: it names none, and several held its time. */
export const SEVERAL_STAYS =
  "is empty, and more than one stay of this patient held the time of the test";

/** It names one that is only known of somebody else. */
export const STAY_OF_ANOTHER = "is known as a stay of another patient";
