/** Who may call what: the words that operations use to state their access. */

/** What a caller may do inside a project; `global_admin` is about the whole server and implies no project. */
export const PERMISSIONS = [
  'catalog',
  'view',
  'disposition',
  'view_pii',
  'edit',
  'administer',
  'global_admin',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
export type ProjectPermission = Exclude<Permission, 'global_admin'>;

export const ROLES = ['admin', 'data_quality', 'analyst', 'business', 'catalog'] as const;
export type Role = (typeof ROLES)[number];

/** What each role may do in its project. Enforced by the server, shown by the interfaces. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly ProjectPermission[]>> = {
  admin: ['catalog', 'view', 'disposition', 'view_pii', 'edit', 'administer'],
  data_quality: ['catalog', 'view', 'disposition', 'view_pii', 'edit'],
  analyst: ['catalog', 'view', 'disposition'],
  business: ['catalog', 'view'],
  catalog: ['catalog'],
};

/** Things that belong to a project and can be named by one path parameter. */
export type ProjectResource =
  | 'project'
  | 'connection'
  | 'table_group'
  | 'test_suite'
  | 'job'
  | 'test_definition'
  | 'test_note'
  | 'test_result'
  | 'hygiene_issue'
  | 'notification'
  | 'webhook'
  | 'delivery'
  | 'schedule'
  | 'gate'
  | 'token';

/**
 * The access an operation asks for.
 * - `none`: no token needed.
 * - a project resource: the caller needs `permission` in the project that owns the resource named by the path
 *   parameter `param`. A missing resource and a missing permission get one identical 404, so that nobody can
 *   probe for what exists. `jobKey` narrows a job to one kind; a job of another kind is missing too.
 * - `server`: any valid token for `catalog` (the answer is confined to what the caller may see); for another
 *   project permission, the caller must hold it in at least one project and the handler narrows; `global_admin`
 *   must be held as such.
 */
export type Access =
  | 'none'
  | { readonly permission: Permission; readonly of: 'server' }
  | {
      readonly permission: ProjectPermission;
      readonly of: ProjectResource;
      readonly param: string;
      readonly jobKey?: string;
    };
