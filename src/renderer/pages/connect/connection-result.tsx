import { Stack, Text } from '@mantine/core';
import type { WorkspaceDetails } from '../../../contract/workspaces.ts';
import type { ConnectionReport } from '../../../core/model/connection-report.ts';
import { connectWords } from '../../words/connect.ts';
import { Section } from '../audit/section.tsx';
import classes from './connect.module.css';
import { LinkSamples } from './link-samples.tsx';
import { ProductCard } from './product-card.tsx';

interface ConnectionResultProps {
  readonly workspace: string;
  readonly details: WorkspaceDetails;
  readonly report: ConnectionReport;
}

/** A test's answer: each product, and how they refer to each other. */
export function ConnectionResult({ workspace, details, report }: ConnectionResultProps) {
  const { raise, crm, calls, links } = report;
  // A product that could not be read says nothing about links.
  const wereFollowed = [raise, crm].every(
    (product) => product === null || product.state === 'ok' || product.state === 'partly',
  );
  return (
    <>
      <Section
        title={connectWords.reportTitle}
        text={connectWords.callsUsed(calls.raise, crm === null ? null : calls.crm)}
      >
        <div className={classes['products']}>
          <ProductCard product="raise" report={raise} />
          {crm !== null && <ProductCard product="crm" report={crm} />}
        </div>
      </Section>
      {crm !== null && (links.length > 0 || wereFollowed) && (
        <Section title={connectWords.linksTitle} text={connectWords.linksText}>
          {links.length === 0 ? (
            <Text size="sm">{connectWords.noLinks}</Text>
          ) : (
            <Stack gap="xs">
              <LinkSamples workspace={workspace} settings={details.settings} links={links} />
            </Stack>
          )}
        </Section>
      )}
    </>
  );
}
