/** Finds the project that a resource belongs to: the one step in which "missing" and "forbidden" become the same. */
import type { Access, ProjectResource } from '@assay/contract';

/** Access to a resource named by a path parameter. */
export type ResourceAccess = Extract<Access, { readonly of: ProjectResource }>;

export interface ResourceOwner {
  /** Null for what belongs to no project, such as a token for all of them. */
  readonly projectId: string | null;
}

export interface AccessResolver {
  /**
   * The owner of the resource that `key` names (an id, or a project's code), or null when there is none
   * that the API shows: hidden resources and jobs of another kind than `access.jobKey` count as missing.
   */
  ownerOf(access: ResourceAccess, key: string): Promise<ResourceOwner | null>;
}
