import { join } from 'node:path';
import { measureStart } from './page/measure-start.ts';
import { peakMb } from './support/cost.ts';
import { inBrowser } from './support/in-browser.ts';

// Cold start to the first screen: the host's process, and the built page in a fresh profile of a browser that is open already (bar:
// shown after 1.5 s).
const figures = await inBrowser(({ browser, folder }) =>
  measureStart(browser, join(folder, 'start')),
);
console.log(JSON.stringify({ ...figures, peakMb: peakMb() }));
