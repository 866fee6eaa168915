import { measuredOverviews } from '../overviews.ts';
import { answers, type EngineParts } from '../parts.ts';

/** Answers `metrics`: figures of all workspaces as a scraper reads them. */
export function metricsCommands({ auditor }: EngineParts) {
  return {
    text: answers.metrics.text.handler(({ input }) =>
      auditor.metricsText(measuredOverviews(auditor), input.format),
    ),
  };
}
