/** What lies under an open popover takes no clicks: a control that is half covered would be too small a target. */
export const UNDER_POPOVER = { backgroundOpacity: 0 } as const;
