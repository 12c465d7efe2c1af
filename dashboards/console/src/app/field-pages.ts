// Pages of what stands outside: points, devices, and how they come into the registry.
import { pageWords } from '../words/page-words.ts';
import type { Page } from './page.ts';

export const fieldPages: readonly Page[] = [
  {
    path: '/points',
    label: pageWords.points,
    role: 'viewer',
    menu: { icon: 'point', group: 'field' },
    load: async () => ({ Component: (await import('../points/points-page.tsx')).PointsPage }),
  },
  {
    path: '/points/:id',
    label: pageWords.point,
    role: 'viewer',
    load: async () => ({ Component: (await import('../points/point-page.tsx')).PointPage }),
  },
  {
    path: '/devices',
    label: pageWords.devices,
    role: 'viewer',
    menu: { icon: 'device', group: 'field' },
    load: async () => ({ Component: (await import('../devices/devices-page.tsx')).DevicesPage }),
  },
  {
    path: '/devices/:id',
    label: pageWords.device,
    role: 'viewer',
    load: async () => ({ Component: (await import('../devices/device-page.tsx')).DevicePage }),
  },
  {
    path: '/zero-proposals',
    label: pageWords.zeroProposals,
    role: 'viewer',
    load: async () => ({ Component: (await import('../zero/zero-proposals-page.tsx')).ZeroProposalsPage }),
  },
  {
    path: '/outages',
    label: pageWords.outages,
    role: 'viewer',
    menu: { icon: 'outage', group: 'field' },
    load: async () => ({ Component: (await import('../outages/outages-page.tsx')).OutagesPage }),
  },
  {
    path: '/uptime',
    label: pageWords.uptime,
    role: 'viewer',
    menu: { icon: 'uptime', group: 'figures' },
    load: async () => ({ Component: (await import('../uptime/uptime-page.tsx')).UptimePage }),
  },
  {
    path: '/registry',
    label: pageWords.registry,
    role: 'operator',
    menu: { icon: 'registry', group: 'field' },
    load: async () => ({ Component: (await import('../registry/registry-page.tsx')).RegistryPage }),
  },
  {
    path: '/quarantine',
    label: pageWords.quarantine,
    role: 'operator',
    menu: { icon: 'quarantine', group: 'field' },
    load: async () => ({ Component: (await import('../quarantine/quarantine-page.tsx')).QuarantinePage }),
  },
  {
    path: '/onboarding',
    label: pageWords.onboarding,
    role: 'operator',
    menu: { icon: 'onboarding', group: 'field' },
    load: async () => ({ Component: (await import('../onboarding/onboarding-page.tsx')).OnboardingPage }),
  },
];
