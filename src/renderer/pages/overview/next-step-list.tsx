import { Button, Text } from '@mantine/core';
import type { FindingQuery } from '../../../core/model/finding-query.ts';
import { pathTo } from '../../shell/routes.ts';
import { overviewWords } from '../../words/overview.ts';
import { Mark } from '../audit/mark.tsx';
import { Section } from '../audit/section.tsx';
import type { NextStep } from './next-steps.ts';
import classes from './overview.module.css';
import { goToSection } from './section-links.ts';

const words = overviewWords.next;

interface NextStepListProps {
  readonly workspace: string;
  readonly steps: readonly NextStep[];
  readonly linkTo: (query: FindingQuery) => string;
}

/** What to do next, in the order of urgency. */
export function NextStepList({ workspace, steps, linkTo }: NextStepListProps) {
  return (
    <Section title={words.title}>
      {steps.length === 0 ? (
        <Text size="sm" component="div">
          <Mark tone="good">{words.nothing}</Mark>
        </Text>
      ) : (
        <ol className={classes['steps']}>
          {steps.map((step) => (
            <li key={step.text}>
              <span>{step.text}</span>
              <StepButton workspace={workspace} step={step} linkTo={linkTo} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function StepButton({
  workspace,
  step: { goes, action, text },
  linkTo,
}: Pick<NextStepListProps, 'workspace' | 'linkTo'> & { readonly step: NextStep }) {
  const label = `${action}: ${text}`;
  if (goes.to === 'section')
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={label}
        onClick={() => goToSection(goes.id)}
      >
        {action}
      </Button>
    );
  const href = hrefOf(workspace, goes, linkTo);
  return (
    <Button size="compact-sm" variant="default" component="a" href={href} aria-label={label}>
      {action}
    </Button>
  );
}

function hrefOf(
  workspace: string,
  goes: Exclude<NextStep['goes'], { readonly to: 'section' }>,
  linkTo: NextStepListProps['linkTo'],
): string {
  if (goes.to === 'findings') return linkTo(goes.query);
  return goes.to === 'page'
    ? `#${pathTo(workspace, goes.page)}`
    : `#${pathTo(workspace, 'audit', `/${goes.runId}`)}`;
}
