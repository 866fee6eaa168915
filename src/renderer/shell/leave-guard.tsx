import { Button, Group, Modal, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { shellWords } from '../words/shell.ts';
import { holdLocation, navigate, releaseLocation } from './guarded-location.ts';

interface LeaveGuardProps {
  /** Whether something would be lost. */
  readonly isActive: boolean;
  /** Keeps the changes; false if that didn't work and the page must stay. */
  readonly save: () => Promise<boolean>;
}

/** Asks before unsaved changes are left behind. */
export function LeaveGuard({ isActive, save }: LeaveGuardProps) {
  const [target, setTarget] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const release = holdLocation(setTarget);
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      release();
      window.removeEventListener('beforeunload', warn);
    };
  }, [isActive]);
  const stay = (): void => setTarget(null);
  const leave = (): void => {
    if (target === null) return;
    releaseLocation();
    navigate(target);
  };
  const saveAndLeave = async (): Promise<void> => {
    setSaving(true);
    const isSaved = await save();
    setSaving(false);
    if (isSaved) leave();
    else stay();
  };
  const words = shellWords.leave;
  return (
    <Modal opened={target !== null} onClose={stay} size={520} title={words.title}>
      <Text size="sm">{words.text}</Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={stay} disabled={isSaving}>
          {words.stay}
        </Button>
        <Button variant="default" onClick={leave} disabled={isSaving}>
          {words.discard}
        </Button>
        <Button onClick={() => void saveAndLeave()} loading={isSaving} data-autofocus>
          {words.save}
        </Button>
      </Group>
    </Modal>
  );
}
