/** Signals between the visitor's choice and the world outside. Bridges to vendors' consent modes join here. */

/** Whether the browser refuses for its user; counts where a proxy took the header away. */
export const refusedBySignal = (): boolean =>
  !!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl || navigator.doNotTrack === "1";
