import { Anchor } from '@mantine/core';
import type { FailureKind } from '../../core/model/failure.ts';
import { helpPath } from './routes.ts';
import { useWorkspaceName } from './workspace-name.ts';

interface GuideLinkProps {
  readonly chapter: string;
  /** A heading of the chapter, as GitHub makes an address of it. */
  readonly section?: string;
  /** Where it leads, in words that stand by themselves. */
  readonly words: string;
}

/** Leads into the guide, and stays with the customer that is shown. */
export function GuideLink({ chapter, section, words }: GuideLinkProps) {
  const workspace = useWorkspaceName();
  return (
    <Anchor href={`#${helpPath(workspace, chapter, section)}`} size="sm" underline="always">
      {words}
    </Anchor>
  );
}

/** Where docs/user-guide/troubleshooting.md tells of a kind of failure. */
export function guideSection(kind: FailureKind): string {
  return kind.replaceAll('_', '-');
}
