/** What is asked of a system's own scheduler: this program with these words, now and then. */
export interface TimerOrder {
  /** The program first; none of them a secret. */
  readonly words: readonly string[];
  readonly home: string;
  readonly dataFolder: string;
  readonly userId: number;
}

/** Everything that setting the timer up would do, to be shown before it is done. */
export interface TimerPlan {
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    readonly encoding: 'utf8' | 'utf16le';
  }[];
  /** After the files are there. */
  readonly commands: readonly (readonly string[])[];
  /** Before the files go. */
  readonly undoing: readonly (readonly string[])[];
  /** What a person has to do or to know. */
  readonly notes: readonly string[];
}

/** So often the schedules are asked what is due; a clock of the customer's can't be told to all of these systems. */
export const EVERY_MINUTES = 15;
