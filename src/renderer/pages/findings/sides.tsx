import { Table, Text, VisuallyHidden } from '@mantine/core';
import type { FieldDifference } from '../../../core/model/finding.ts';
import type { CrmRecord, RaiseRecord } from '../../../core/model/finding-sides.ts';
import { PRODUCT_WORDS, type Product, type RecordType } from '../../../core/model/record-type.ts';
import type {
  CrmContact,
  CrmGift,
  CrmSchedule,
  RaiseDonor,
  RaiseGift,
  RaiseSchedule,
} from '../../../core/model/records.ts';
import { IconWarning } from '../../shell/icons.tsx';
import { FIELD_LABELS, fieldWords, sidesWords } from '../../words/fields.ts';
import { donorRows } from './sides/donor-rows.ts';
import { giftRows } from './sides/gift-rows.ts';
import { scheduleRows } from './sides/schedule-rows.ts';
import { splitRows, type SideRow } from './sides/side-row.ts';
import classes from './sides/sides.module.css';

interface SidesProps {
  readonly recordType: RecordType;
  readonly raise: RaiseRecord | null;
  readonly crm: readonly CrmRecord[];
  /** What differs; it stands first. */
  readonly fields: readonly FieldDifference[];
  /** The products that answered with a record that can't be understood. */
  readonly unreadable?: readonly Product[];
}

/** Both products' values of one record side by side, the differing ones first. */
export function Sides({ recordType, raise, crm, fields, unreadable = [] }: SidesProps) {
  if (raise === null && crm.length === 0 && fields.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {unreadable.length > 0 ? sidesWords.noneUnderstood : sidesWords.noneRead}
      </Text>
    );
  const { differing, other } = splitRows(rowsOf(recordType, raise, crm), fields);
  const hasBoth = raise !== null && crm.length > 0;
  return (
    <Table className={classes['table']} verticalSpacing={5} horizontalSpacing="xs">
      <caption>
        <VisuallyHidden>{sidesWords.caption}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col" className={classes['field']}>
            {sidesWords.field}
          </Table.Th>
          <RecordHead
            product="raise"
            ids={raise === null ? [] : [raise.id]}
            isUnreadable={unreadable.includes('raise')}
          />
          <RecordHead
            product="crm"
            ids={crm.map((record) => record.id)}
            isUnreadable={unreadable.includes('crm')}
          />
        </Table.Tr>
      </Table.Thead>
      {differing.length > 0 && (
        <Rows title={sidesWords.differingGroup(differing.length)} rows={differing} isDiffering />
      )}
      {other.length > 0 && (
        <Rows title={hasBoth ? sidesWords.otherGroup : sidesWords.loneGroup} rows={other} />
      )}
    </Table>
  );
}

function RecordHead({
  product,
  ids,
  isUnreadable,
}: {
  readonly product: Product;
  readonly ids: readonly string[];
  readonly isUnreadable: boolean;
}) {
  const lines = ids.length > 1 ? ids.map((id, i) => fieldWords.numbered(i + 1, id)) : ids;
  return (
    <Table.Th scope="col">
      {PRODUCT_WORDS[product]}
      {lines.length === 0 ? (
        <Text component="div" size="xs" c="dimmed">
          {isUnreadable ? sidesWords.notUnderstood : sidesWords.notThere}
        </Text>
      ) : (
        lines.map((line) => (
          <Text key={line} component="div" size="xs" c="dimmed">
            {line}
          </Text>
        ))
      )}
    </Table.Th>
  );
}

function Rows({
  title,
  rows,
  isDiffering = false,
}: {
  readonly title: string;
  readonly rows: readonly SideRow[];
  readonly isDiffering?: boolean;
}) {
  return (
    <Table.Tbody>
      <Table.Tr>
        <th scope="rowgroup" colSpan={3} className={classes['group']}>
          {title}
        </th>
      </Table.Tr>
      {rows.map((row) => (
        <Table.Tr key={row.field} className={isDiffering ? classes['differing'] : undefined}>
          <Table.Th scope="row" className={classes['field']}>
            {FIELD_LABELS[row.field]}
            {isDiffering && (
              <div className={classes['mark']}>
                <IconWarning />
                {sidesWords.differing}
              </div>
            )}
          </Table.Th>
          <Value texts={row.raise} />
          <Value texts={row.crm} />
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

function Value({ texts }: { readonly texts: readonly string[] }) {
  return (
    <Table.Td>
      {texts.length === 0 ? (
        <Text component="span" size="sm" c="dimmed">
          <span aria-hidden="true">{fieldWords.nothing}</span>
          <VisuallyHidden>{fieldWords.nothingLabel}</VisuallyHidden>
        </Text>
      ) : texts.length === 1 ? (
        <span className={classes['value']}>{texts[0]}</span>
      ) : (
        <ul className={classes['value']}>
          {texts.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Table.Td>
  );
}

/** The record type says which records these are. */
function rowsOf(
  recordType: RecordType,
  raise: RaiseRecord | null,
  crm: readonly CrmRecord[],
): readonly SideRow[] {
  switch (recordType) {
    case 'donor':
      return donorRows(raise as RaiseDonor | null, crm as readonly CrmContact[]);
    case 'gift':
      return giftRows(raise as RaiseGift | null, crm as readonly CrmGift[]);
    case 'recurring_gift':
      return scheduleRows(raise as RaiseSchedule | null, crm as readonly CrmSchedule[]);
  }
}
