/** What one push may hold; both sides keep to these. Free of schemas: the scan page loads this. */
export const MAX_BODY_BYTES = 256 * 1024;
export const MAX_ENTRIES_PER_PUSH = 500;
export const MAX_ENTRIES_PER_VISIT_PER_MINUTE = 30;
export const MAX_ENTRIES_PER_ADDRESS_PER_MINUTE = 3_000;
/** A `keepalive` request above 64 KB throws in every browser. */
export const MAX_KEEPALIVE_BYTES = 60 * 1024;
/** How far a visit's day may be from its corrected start, beyond the uncertainty. */
export const VISIT_DAY_SLACK_MS = 10 * 60_000;
/** The longest range of days that one request may ask for. */
export const MAX_RANGE_DAYS = 1_100;
/** The longest range whose events one request may read anew, for a filter: each scan is read. */
export const MAX_FILTERED_DAYS = 100;
