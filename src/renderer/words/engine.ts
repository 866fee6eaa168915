/** Words about the connection between page and engine. */
export const engineWords = {
  unexpected:
    'Something unexpected went wrong. Try again; if it stays, copy the details and report them.',
} as const;
