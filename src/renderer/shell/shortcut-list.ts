import { paletteWords } from '../words/palette.ts';

const { keys, shortcutList, shortcutGroups } = paletteWords;
const mod = keys.mod(navigator.userAgent.includes('Mac'));

export interface Shortcut {
  /** Each way to do it: keys pressed together. */
  readonly ways: readonly (readonly string[])[];
  readonly does: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Every shortcut, by where it works. */
export const SHORTCUT_GROUPS: readonly ShortcutGroup[] = [
  {
    title: shortcutGroups.everywhere,
    shortcuts: [
      { ways: [[mod, keys.k]], does: shortcutList.palette },
      { ways: [[keys.question]], does: shortcutList.help },
      { ways: [[keys.f1]], does: shortcutList.guide },
      { ways: [[keys.escape]], does: shortcutList.escape },
      { ways: [[keys.tab, keys.enter]], does: shortcutList.skip },
      { ways: [[keys.arrows]], does: shortcutList.move },
      { ways: [[keys.enter]], does: shortcutList.choose },
    ],
  },
  {
    title: shortcutGroups.findings,
    shortcuts: [
      { ways: [[mod, keys.f]], does: shortcutList.search },
      { ways: [[mod, keys.c]], does: shortcutList.copy },
      { ways: [[keys.space]], does: shortcutList.select },
      { ways: [[keys.enter]], does: shortcutList.details },
      { ways: [[keys.j], [keys.alt, keys.down]], does: shortcutList.next },
      { ways: [[keys.k], [keys.alt, keys.up]], does: shortcutList.previous },
      { ways: [[keys.escape]], does: shortcutList.closeDetails },
    ],
  },
  {
    title: shortcutGroups.triage,
    shortcuts: [
      { ways: [[keys.o]], does: shortcutList.open },
      { ways: [[keys.e]], does: shortcutList.expected },
      { ways: [[keys.r]], does: shortcutList.reported },
      { ways: [[keys.d]], does: shortcutList.resolved },
      { ways: [[keys.a]], does: shortcutList.accept },
      { ways: [[keys.n]], does: shortcutList.note },
      { ways: [[keys.w]], does: shortcutList.owner },
      { ways: [[mod, keys.z]], does: shortcutList.undo },
      {
        ways: [
          [mod, keys.shift, keys.z],
          [mod, keys.y],
        ],
        does: shortcutList.redo,
      },
    ],
  },
];
