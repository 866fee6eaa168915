import { ActionIcon, Menu } from '@mantine/core';
import { shellWords } from '../words/shell.ts';
import { THEME_ICONS } from './named-icons.ts';
import { THEME_CHOICES, useThemeChoice, type ThemeChoice } from './theme-choice.ts';

const words = shellWords.theme;

/** Light, dark, or what the system says. */
export function ThemeMenu() {
  const { choice, choose } = useThemeChoice();
  const Current = THEME_ICONS[choice];
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={words.label(words.choices[choice])}
        >
          <Current />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.heading}</Menu.Label>
        <Menu.RadioGroup value={choice} onChange={(entry) => choose(entry as ThemeChoice)}>
          {THEME_CHOICES.map((entry) => {
            const Icon = THEME_ICONS[entry];
            return (
              <Menu.RadioItem key={entry} value={entry} rightSection={<Icon />} closeMenuOnClick>
                {words.choices[entry]}
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
