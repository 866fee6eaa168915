import type { ShownSink } from '../../../contract/operations.ts';
import { alertWords } from '../../words/alerts.ts';

const words = alertWords.sinks;

export interface SinkStanding {
  /** Where it leads, as far as that may be shown. */
  readonly words: string;
  /** What stands in the way of any delivery; null if nothing is known of. */
  readonly lacks: string | null;
}

/** What a destination is, without its secret. */
export function sinkStanding(sink: ShownSink, canNotify: boolean): SinkStanding {
  switch (sink.kind) {
    case 'file':
      return { words: sink.path, lacks: null };
    case 'smtp': {
      const mail = words.mailTo(sink.to.join(', '), sink.host, sink.port);
      if (sink.user === null) return { words: mail, lacks: null };
      return sink.hasSecret
        ? { words: `${mail}. ${words.signsIn(sink.user)}`, lacks: null }
        : { words: mail, lacks: words.lacks.smtp };
    }
    case 'slack':
      return sink.hasSecret
        ? { words: words.addressKept, lacks: null }
        : { words: '', lacks: words.lacks.slack };
    case 'webhook':
      return sink.hasSecret
        ? { words: words.signedKept, lacks: null }
        : { words: '', lacks: words.lacks.webhook };
    case 'desktop':
      return canNotify
        ? { words: words.desktopHere, lacks: null }
        : { words: '', lacks: words.desktopNot };
  }
}
