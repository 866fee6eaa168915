import { RECORD_TYPES } from '../../core/model/record-type.ts';
import type { ConnectionReport } from '../../core/model/connection-report.ts';
import { changeSettings, settingsOf } from '../customer-settings.ts';
import { withEarlierRuns } from '../same-customer.ts';
import { parseToken } from '../../keys/token-text.ts';
import { answers, type EngineParts } from '../parts.ts';
import { requestForAll } from '../run-request.ts';
import { workspaceDetails } from '../workspace-summary.ts';

/** Answers `connection`: addresses, tokens in, and the test that both belong to one nonprofit. */
export function connectionCommands(parts: EngineParts) {
  const { auditor, keys, links } = parts;
  return {
    save: answers.connection.save.handler(async ({ input }) => {
      const { workspace, raiseUrl, crmUrl } = input;
      const before = settingsOf(auditor, workspace);
      const isOther =
        before.raiseUrl !== raiseUrl ||
        before.crmUrl !== crmUrl ||
        input.raiseToken !== undefined ||
        input.crmToken !== undefined;
      const tokens = { raise: input.raiseToken, crm: input.crmToken };
      // Both are looked at before one is kept: a bad one changes nothing.
      for (const token of Object.values(tokens)) if (typeof token === 'string') parseToken(token);
      changeSettings(auditor, workspace, {
        raiseUrl,
        crmUrl,
        // Other tokens may be another nonprofit's: what was proved of the former ones is void, before the first is replaced.
        ...(isOther ? { sameOrganization: null } : {}),
      });
      for (const product of ['raise', 'crm'] as const) {
        const token = tokens[product];
        if (token === null) await keys.remove(workspace, product);
        else if (token !== undefined) await keys.put(workspace, product, token);
      }
      return workspaceDetails(parts, workspace);
    }),
    test: answers.connection.test.handler(
      async ({ input: { workspace }, signal }): Promise<ConnectionReport> => {
        const settings = settingsOf(auditor, workspace);
        const tried = await links.linkForTest(workspace);
        const rules = requestForAll(RECORD_TYPES, settings);
        const tested = await auditor.testConnection(tried.link, rules, signal);
        const report = withEarlierRuns(auditor, workspace, tested);
        // What was tested may have been replaced meanwhile: then it says nothing of what is kept now.
        if (!(await tried.isCurrent())) return report;
        const { verdict } = report.sameOrganization;
        if (verdict === 'proved')
          changeSettings(auditor, workspace, { sameOrganization: 'proved' });
        if (
          verdict === 'contradicted' &&
          settings.sameOrganization === 'proved' &&
          !settings.isDemo
        )
          changeSettings(auditor, workspace, { sameOrganization: null });
        return report;
      },
    ),
    confirmSameOrganization: answers.connection.confirmSameOrganization.handler(({ input }) => {
      changeSettings(auditor, input.workspace, { sameOrganization: 'confirmed' });
      return workspaceDetails(parts, input.workspace);
    }),
    confirmLinks: answers.connection.confirmLinks.handler(
      ({ input: { workspace, links: forms } }) => {
        const { linkSources, linkPrefixes } = settingsOf(auditor, workspace);
        changeSettings(auditor, workspace, {
          linkSources: [...new Set([...linkSources, ...forms.map((form) => form.source)])],
          linkPrefixes: [...new Set([...linkPrefixes, ...forms.map((form) => form.prefix)])],
        });
        return workspaceDetails(parts, workspace);
      },
    ),
  };
}
