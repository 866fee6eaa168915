import type { WireRecord } from '../wire-record.ts';
import type { Organization } from '../world/world.ts';
import type { SandboxRequest } from './http-server.ts';

const MODULES = ['Contact', 'Gift', 'RecurringGift', 'Project', 'Campaign'];

/** The three answers about the organization and the key, or undefined for every other path. */
export function organizationAnswer(request: SandboxRequest, organization: Organization): unknown {
  if (request.method !== 'GET') return undefined;
  const path = request.segments.join('/');
  const shared: WireRecord = {
    organizationUserId: 67890,
    organizationName: organization.name,
    organizationTimeZone: organization.timeZone,
    organizationCulture: 'en-US',
  };
  if (path === 'Organization/Current')
    return {
      ...shared,
      currentUserTimeZone: organization.timeZone,
      isAdministrator: false,
      isEnabled: true,
    };
  if (path === 'Organization') return [{ ...shared, isAdministrator: false, isEnabled: true }];
  if (path !== 'Permission') return undefined;
  return MODULES.flatMap((module) =>
    ['Delete', 'Read', 'Write'].map((action) => ({ module, action, allowed: action === 'Read' })),
  );
}
