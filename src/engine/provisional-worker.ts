import { parentPort, workerData } from 'node:worker_threads';
import { judgeProvisionally, type ProvisionalOrder } from '../core/auditor.ts';

/** Judging takes seconds at a million rows: in a thread of its own it holds up neither the audit nor the page. */
parentPort?.postMessage(judgeProvisionally(workerData as ProvisionalOrder), []);
