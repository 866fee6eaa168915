import { join } from 'node:path';
import { EVERY_MINUTES, type TimerOrder, type TimerPlan } from './timer-order.ts';

const NAME = 'tieout-daily';

/** A timer of the user's own systemd. */
export function systemdPlan({ words, home }: TimerOrder): TimerPlan {
  const folder = join(home, '.config', 'systemd', 'user');
  const service = `[Unit]
Description=Tieout: what the schedules say is due
After=network-online.target

[Service]
Type=oneshot
ExecStart=${words.map(quoted).join(' ')}
# Findings (1), something unread (3) and a refused token (4) are results, which alerts tell.
SuccessExitStatus=1 3 4
Nice=10
`;
  const timer = `[Unit]
Description=Tieout: looks every ${EVERY_MINUTES} minutes what is due

[Timer]
OnCalendar=*:0/${EVERY_MINUTES}
Persistent=true
RandomizedDelaySec=60

[Install]
WantedBy=timers.target
`;
  return {
    files: [
      { path: join(folder, `${NAME}.service`), text: service, encoding: 'utf8' },
      { path: join(folder, `${NAME}.timer`), text: timer, encoding: 'utf8' },
    ],
    commands: [
      ['systemctl', '--user', 'daemon-reload'],
      ['systemctl', '--user', 'enable', '--now', `${NAME}.timer`],
    ],
    undoing: [['systemctl', '--user', 'disable', '--now', `${NAME}.timer`]],
    notes: [
      'It runs while you are signed in; "loginctl enable-linger" lets it run before that too.',
    ],
  };
}

/** As systemd reads it: quotes and backslashes escaped, % and $ doubled. */
function quoted(word: string): string {
  const safe = word
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('%', '%%')
    .replaceAll('$', () => '$$');
  return `"${safe}"`;
}
