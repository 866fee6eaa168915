import { createAuditor, DEFAULT_REQUEST } from '../../src/core/auditor.ts';

// One audit in a process of its own, to be killed: argv[2] is JSON with both origins, tokens, folder, and whether to go on.
const options = JSON.parse(process.argv[2] ?? '{}') as {
  raiseUrl: string;
  crmUrl: string;
  raiseToken: string;
  crmToken: string;
  dataFolder: string;
  resume: boolean;
};
const auditor = createAuditor({ dataFolder: options.dataFolder, version: 'test' });
const link = auditor.connect({
  raise: { url: options.raiseUrl, token: options.raiseToken, requestsPerSecond: 1000 },
  crm: { url: options.crmUrl, token: options.crmToken, requestsPerSecond: 1000 },
});
const report = await auditor.audit(link, {
  workspace: 'killed',
  request: { ...DEFAULT_REQUEST, pageSize: 100 },
  resume: options.resume,
  onProgress: (progress) => {
    if (progress.kind === 'phase') process.stdout.write(`${progress.phase}\n`);
  },
});
process.stdout.write(`digest ${report.run.digest}\n`);
auditor.close();
