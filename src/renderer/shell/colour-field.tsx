import { Radio } from '@mantine/core';
import type { WorkspaceColour } from '../../contract/settings.ts';
import { shellWords } from '../words/shell.ts';
import classes from './colour-field.module.css';

const COLOURS = Object.keys(shellWords.colours) as readonly WorkspaceColour[];

interface ColourFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly value: WorkspaceColour;
  readonly onChange: (colour: WorkspaceColour) => void;
}

/** The colours that tell customers apart, each with its name. */
export function ColourField({ label, description, value, onChange }: ColourFieldProps) {
  return (
    <Radio.Group label={label} description={description} value={value} onChange={onChange}>
      <div className={classes['choices']}>
        {COLOURS.map((colour) => (
          <Radio.Card key={colour} value={colour} className={classes['choice'] ?? ''}>
            <span className={classes['swatch']} data-colour={colour} />
            {shellWords.colours[colour]}
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
