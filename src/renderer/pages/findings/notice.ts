import { notifications, type NotificationData } from '@mantine/notifications';
import { findingsWords } from '../../words/findings.ts';

/** Tells something in a corner of the window; one that holds a button stays longer. */
export function tell(
  message: NotificationData['message'],
  options: Partial<NotificationData> = {},
) {
  notifications.show({
    message,
    closeButtonProps: { 'aria-label': findingsWords.close },
    ...options,
  });
}

/** Tells why something didn't work; stays until it is closed. */
export function tellFailure(sentence: string): void {
  tell(sentence, { color: 'red', autoClose: false });
}
