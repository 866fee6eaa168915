import { createAuditor, DEFAULT_REQUEST } from '../../../src/core/auditor.ts';

// One audit of the workspace "Hope" in a process of its own: argv[2] is the data folder, argv[3] the sandbox as JSON.
const [, , dataFolder = '', text = '{}'] = process.argv;
const sandbox = JSON.parse(text) as Record<
  'raiseUrl' | 'crmUrl' | 'raiseToken' | 'crmToken',
  string
>;
const auditor = createAuditor({ dataFolder, version: 'test', program: 'the window' });
const link = auditor.connect({
  raise: { url: sandbox.raiseUrl, token: sandbox.raiseToken, requestsPerSecond: 1000 },
  crm: { url: sandbox.crmUrl, token: sandbox.crmToken, requestsPerSecond: 1000 },
});
await auditor.audit(link, {
  workspace: 'Hope',
  request: { ...DEFAULT_REQUEST, pageSize: 20 },
  onStart: () => process.stdout.write('started\n'),
});
auditor.close();
