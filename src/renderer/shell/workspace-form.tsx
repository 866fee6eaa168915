import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { WorkspaceColour } from '../../contract/settings.ts';
import { useEngine } from '../engine/engine-context.tsx';
import { failureOf } from '../engine/failure.ts';
import { shellWords } from '../words/shell.ts';
import { ColourField } from './colour-field.tsx';
import { navigate } from './guarded-location.ts';
import { pathTo } from './routes.ts';
import { useWorkspaces, WORKSPACES_KEY } from './workspace-queries.ts';

const words = shellWords.create;
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,62}$/u;

interface WorkspaceFormProps {
  readonly onCreated?: () => void;
  /** A button beside "Create". */
  readonly aside?: ReactNode;
}

/** Names a new customer and goes to the page where its tokens are entered. */
export function WorkspaceForm({ onCreated, aside }: WorkspaceFormProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const { data: known = [] } = useWorkspaces();
  const [name, setName] = useState('');
  const [colour, setColour] = useState<WorkspaceColour | null>(null);
  const [isTried, setTried] = useState(false);
  const wrong = ruleBroken(
    name.trim(),
    known.map((workspace) => workspace.name),
  );
  const chosen = colour ?? freeColour(known.map((workspace) => workspace.colour));
  const create = useMutation({
    mutationFn: () => engine.workspaces.create({ name: name.trim(), colour: chosen }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: WORKSPACES_KEY });
      onCreated?.();
      navigate(pathTo(made.name, 'connect'));
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong === null && !create.isPending) create.mutate();
  };
  const sentence = create.isError ? failureOf(create.error).sentence : null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={words.name}
          description={words.nameHint}
          placeholder={words.namePlaceholder}
          value={name}
          maxLength={100}
          onChange={(event) => {
            setName(event.currentTarget.value);
            create.reset();
          }}
          error={(isTried ? wrong : null) ?? sentence}
          autoComplete="off"
          data-autofocus
        />
        <ColourField
          label={words.colour}
          description={words.colourHint}
          value={chosen}
          onChange={setColour}
        />
        <Group justify="flex-end" gap="xs">
          {aside}
          <Button type="submit" loading={create.isPending}>
            {words.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ruleBroken(name: string, known: readonly string[]): string | null {
  if (name === '') return words.empty;
  if (!NAME.test(name) || name.endsWith('.')) return words.rule;
  const isTaken = known.some((other) => other.toLowerCase() === name.toLowerCase());
  return isTaken ? words.taken : null;
}

/** The colour that fewest customers have. */
function freeColour(used: readonly WorkspaceColour[]): WorkspaceColour {
  const colours = Object.keys(shellWords.colours) as WorkspaceColour[];
  const uses = (colour: WorkspaceColour): number => used.filter((one) => one === colour).length;
  return colours.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
