import { Stack, Table, Text, Title } from '@mantine/core';
import type {
  ProductReport,
  ProductState,
  StreamReport,
} from '../../../core/model/connection-report.ts';
import { PRODUCT_WORDS, type Product } from '../../../core/model/record-type.ts';
import { GuideLink, guideSection } from '../../shell/guide-link.tsx';
import { auditWords } from '../../words/audit.ts';
import { connectWords } from '../../words/connect.ts';
import { formatNumber } from '../../words/format.ts';
import { helpWords } from '../../words/help.ts';
import { Mark, type Tone } from '../audit/mark.tsx';
import classes from './connect.module.css';

/** Beyond this, ages of records would be judged by a wrong clock. */
const MOST_OFFSET_SECONDS = 60;
const TONES: Readonly<Record<ProductState, Tone>> = {
  ok: 'good',
  partly: 'warn',
  refused: 'bad',
  unreachable: 'bad',
};

interface ProductCardProps {
  readonly product: Product;
  readonly report: ProductReport;
}

/** What a test learned of one product. */
export function ProductCard({ product, report }: ProductCardProps) {
  const { quota, clockOffsetSeconds: offset } = report;
  // What stands against the whole product would stand at each list again.
  const wasRead = report.state === 'ok' || report.state === 'partly';
  return (
    <Stack gap="sm">
      <div>
        <Title order={3} size="h6">
          {PRODUCT_WORDS[product]}
        </Title>
        <Text size="sm" component="div">
          <Mark tone={TONES[report.state]}>{connectWords.states[report.state]}</Mark>
        </Text>
        {report.failure !== null && (
          <Text size="sm" mt={4}>
            {report.failure.sentence}{' '}
            <GuideLink
              chapter="troubleshooting"
              section={guideSection(report.failure.kind)}
              words={helpWords.whatToDo}
            />
          </Text>
        )}
      </div>
      <dl className={classes['facts']}>
        <dt>{connectWords.address}</dt>
        <dd>{report.origin}</dd>
        <dt>{connectWords.organization}</dt>
        <dd>{report.organization ?? connectWords.noOrganization[product]}</dd>
        {report.timeZone !== null && (
          <>
            <dt>{connectWords.zone}</dt>
            <dd>{report.timeZone}</dd>
          </>
        )}
        <dt>{connectWords.quota}</dt>
        <dd>
          {connectWords.quotaLeft(quota?.remaining ?? null, quota?.limit ?? null)}
          {quota?.resetsAtUtc != null && `, ${connectWords.quotaResets(quota.resetsAtUtc)}`}
        </dd>
        <dt>{connectWords.clock}</dt>
        <dd>
          {offset === null ? (
            connectWords.notTold
          ) : Math.abs(offset) > MOST_OFFSET_SECONDS ? (
            <Mark tone="warn">
              {`${connectWords.clockOffset(offset)}. ${connectWords.clockFar}`}
            </Mark>
          ) : (
            connectWords.clockOffset(offset)
          )}
        </dd>
      </dl>
      {wasRead && report.streams.length > 0 && (
        <Streams product={product} streams={report.streams} />
      )}
    </Stack>
  );
}

function Streams({
  product,
  streams,
}: {
  readonly product: Product;
  readonly streams: readonly StreamReport[];
}) {
  return (
    <Table verticalSpacing={4} aria-label={connectWords.mayRead(product)}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{connectWords.stream}</Table.Th>
          <Table.Th className={classes['number']}>{connectWords.records}</Table.Th>
          <Table.Th>{connectWords.readable}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {streams.map(({ stream, permitted, records, failure }) => (
          <Table.Tr key={stream}>
            <Table.Td>{auditWords.stream(stream)}</Table.Td>
            <Table.Td className={classes['number']}>
              {records === null ? connectWords.unknownCount : formatNumber(records)}
            </Table.Td>
            <Table.Td>
              {permitted && failure === null ? (
                <Mark tone="good">{connectWords.readable}</Mark>
              ) : (
                <Mark tone={permitted ? 'warn' : 'bad'}>
                  {failure?.sentence ?? connectWords.notReadable}
                </Mark>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
