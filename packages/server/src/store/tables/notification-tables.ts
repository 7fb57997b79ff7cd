/** Who is told what happened, and how it gets there. */
import type {
  DeliveryStatus,
  NotificationEvent,
  NotificationEventType,
  NotificationKind,
  NotificationOccasion,
} from '@assay/contract';
import type { ColumnType, Generated, Insertable, Selectable, Updateable } from 'kysely';
import type { JsonColumn, JsonColumnWithDefault } from '../json-column.ts';
import type { Later } from './profiling-tables.ts';
import type { CreatedAt, UpdatedAt } from './project-tables.ts';

/** Set by the database's clock on insert, moved by statements. */
type DueAt = ColumnType<Date, Date | undefined, Date>;

export interface NotificationTable {
  readonly id: string;
  readonly project_id: string;
  /** Unique in its project. */
  name: string;
  readonly kind: NotificationKind;
  /** Null for e-mail. */
  sealed_url: Later<string>;
  /** As much of the address as is no secret. */
  shown_url: Later<string>;
  /** Of e-mail; empty for the other kinds. */
  recipients: Generated<string[]>;
  /** Signs webhooks; null for the other kinds. */
  sealed_secret: Later<string>;
  /** Signs as well until then. */
  sealed_previous_secret: Later<string>;
  previous_secret_until: Later<Date>;
  events: NotificationEventType[];
  occasion: NotificationOccasion;
  /** Only runs of this group; null with the next one = of the whole project. */
  table_group_id: Later<string>;
  test_suite_id: Later<string>;
  /** 0..1: `score.dropped` only below it. */
  score_threshold: Later<number>;
  /** 0..1: `score.dropped` only when at least this was lost. */
  score_drop: Later<number>;
  muted_until: Later<Date>;
  /** Events of so many seconds go out together; 0 = each at once. */
  grouping_seconds: Generated<number>;
  active: Generated<boolean>;
  /** Why it was switched off, when no person did it. */
  disabled_reason: Later<string>;
  created_at: CreatedAt;
  updated_at: UpdatedAt;
}

export interface EventOutboxTable {
  readonly id: ColumnType<number, never, never>;
  readonly kind: 'job.ended' | 'gate.failed';
  readonly project_id: string;
  readonly job_id: string | null;
  readonly data: JsonColumnWithDefault<Readonly<Record<string, unknown>>>;
  created_at: CreatedAt;
  due_at: DueAt;
  failure_ct: Generated<number>;
}

export interface DeliveryTable {
  readonly id: string;
  readonly notification_id: string;
  status: DeliveryStatus;
  /** One, or several that were grouped; never empty. */
  events: JsonColumn<NotificationEvent[]>;
  /** Asked for by a person to try the notification out. */
  readonly test: Generated<boolean>;
  created_at: CreatedAt;
  due_at: DueAt;
  /** Since it was made, or since it was last replayed. */
  attempt_ct: Generated<number>;
  ended_at: Later<Date>;
  last_status_code: Later<number>;
  last_error: Later<string>;
  /** Held by the process that sends it now. */
  lease_token: Later<string>;
  lease_until: Later<Date>;
}

export interface DeliveryAttemptTable {
  readonly id: string;
  readonly delivery_id: string;
  readonly started_at: Date;
  readonly duration_ms: number;
  /** Null when there was no answer, and for e-mail. */
  readonly status_code: number | null;
  /** The beginning of it. */
  readonly response: string | null;
  /** Null when it succeeded. */
  readonly error: string | null;
}

export type Notification = Selectable<NotificationTable>;
export type NewNotification = Insertable<NotificationTable>;
export type NotificationChange = Updateable<NotificationTable>;
export type OutboxRow = Selectable<EventOutboxTable>;
export type NewOutboxRow = Insertable<EventOutboxTable>;
export type Delivery = Selectable<DeliveryTable>;
export type NewDelivery = Insertable<DeliveryTable>;
export type DeliveryAttempt = Selectable<DeliveryAttemptTable>;
export type NewDeliveryAttempt = Insertable<DeliveryAttemptTable>;
