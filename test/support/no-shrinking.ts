import { configureGlobal } from 'fast-check';

// Under mutation testing most properties are to fail, thousands of times, and nobody looks at the counterexample.
configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 250 });
