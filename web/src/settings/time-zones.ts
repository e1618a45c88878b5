/** The IANA zones that this browser can offer; older ones cannot list them, and take any by hand. */
export const timeZones = (): string[] =>
  "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
