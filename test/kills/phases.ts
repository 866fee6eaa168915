/** The diagnostics channel on which the audited child tells each phase, at the moment when it begins. */
export const PHASES = 'tieout-test:phase';
