import { Button, Popover } from '@mantine/core';
import type { ReactNode } from 'react';

interface ToolbarPopoverProps {
  readonly icon: ReactNode;
  /** On the button. */
  readonly label: string;
  /** What a screen reader calls the opened part. */
  readonly title: string;
  readonly position: 'bottom-start' | 'bottom-end';
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
  readonly children: ReactNode;
}

/** What lies under an open popover takes no clicks: a control that is half covered would be too small a target. */
const UNDER_POPOVER = { backgroundOpacity: 0 } as const;

/** A button above the grid with what it opens. */
export function ToolbarPopover(props: ToolbarPopoverProps) {
  const { icon, label, title, position, isOpen, onChange, children } = props;
  return (
    <Popover
      opened={isOpen}
      onChange={onChange}
      trapFocus
      returnFocus
      withOverlay
      overlayProps={UNDER_POPOVER}
      position={position}
      shadow="md"
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={icon}
          aria-expanded={isOpen}
          onClick={() => onChange(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>{children}</Popover.Dropdown>
    </Popover>
  );
}
