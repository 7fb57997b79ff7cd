import { notFound } from '../../http/api-problem.ts';
import { refuseLongerDetail } from '../projects/projects.service.ts';
import type { FeatureHandlers, ServerContext } from '../server-context.ts';
import { previewRetention } from './preview-retention.ts';
import { findRetentionRequest } from './retention.store.ts';

export function createRetentionHandlers({ store }: ServerContext): FeatureHandlers<'previewRetention'> {
  return {
    async previewRetention({ query }, { projectId }) {
      const stored = await findRetentionRequest(store.db, projectId!);
      if (stored === undefined) throw notFound();
      const request = {
        ...stored,
        retentionDays: query.retention_days ?? stored.retentionDays,
        detailDays: query.detail_days ?? stored.detailDays,
      };
      refuseLongerDetail({ retention_days: request.retentionDays, detail_days: request.detailDays }, 'query');
      return { body: await previewRetention(store, request) };
    },
  };
}
