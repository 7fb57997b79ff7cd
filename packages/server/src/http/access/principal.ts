/** Who calls, and what they may do. */
import { type Permission, type ProjectPermission, ROLE_PERMISSIONS, type Role } from '@assay/contract';

export interface Principal {
  /** Id of the API token. */
  readonly tokenId: string;
  readonly name: string;
  readonly role: Role;
  /** The project that the token works in; null = every project. */
  readonly projectId: string | null;
  /** May also create projects and manage every token; implies no permission inside a project. */
  readonly globalAdmin: boolean;
}

/** Whether the principal holds a permission in a project. `projectId` null stands for what belongs to no project. */
export function mayInProject(
  principal: Principal,
  permission: ProjectPermission,
  projectId: string | null,
): boolean {
  if (projectId === null) return principal.globalAdmin;
  const reaches = principal.projectId === null || principal.projectId === projectId;
  return reaches && ROLE_PERMISSIONS[principal.role].includes(permission);
}

/** Whether the principal holds a permission somewhere; the handler then narrows its answer to where. */
export function mayOnServer(principal: Principal, permission: Permission): boolean {
  if (permission === 'global_admin') return principal.globalAdmin;
  return ROLE_PERMISSIONS[principal.role].includes(permission);
}
