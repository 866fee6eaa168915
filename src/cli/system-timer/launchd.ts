import { posix } from 'node:path';
import { EVERY_MINUTES, type TimerOrder, type TimerPlan } from './timer-order.ts';
import { xmlText } from './xml-text.ts';

const LABEL = 'org.tieout.daily';

/** An agent of the user's own on macOS. */
export function launchdPlan({ words, home, userId }: TimerOrder): TimerPlan {
  const path = posix.join(home, 'Library', 'LaunchAgents', `${LABEL}.plist`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${LABEL}</string>
  <key>ProgramArguments</key>
  <array>
${words.map((word) => `    <string>${xmlText(word)}</string>`).join('\n')}
  </array>
  <key>StartInterval</key>
  <integer>${EVERY_MINUTES * 60}</integer>
  <key>RunAtLoad</key>
  <true/>
  <key>ProcessType</key>
  <string>Background</string>
</dict>
</plist>
`;
  return {
    files: [{ path, text, encoding: 'utf8' }],
    commands: [['launchctl', 'bootstrap', `gui/${userId}`, path]],
    undoing: [['launchctl', 'bootout', `gui/${userId}/${LABEL}`]],
    notes: ['It runs while you are signed in.'],
  };
}
