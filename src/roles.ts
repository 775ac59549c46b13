/** What a process is: everything in one, or one part of a deployment. */

export const ROLES = ['all', 'gateway', 'worker'] as const;
export type Role = (typeof ROLES)[number];
