// Icons of the menu.
import {
  ApiOutlined,
  AuditOutlined,
  BellOutlined,
  ClusterOutlined,
  ControlOutlined,
  DatabaseOutlined,
  DisconnectOutlined,
  EnvironmentOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  InboxOutlined,
  PushpinOutlined,
  SoundOutlined,
  TeamOutlined,
  ThunderboltOutlined,
  UsbOutlined,
  WifiOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';

export const pageIcons = {
  map: EnvironmentOutlined,
  alarm: BellOutlined,
  case: FileDoneOutlined,
  point: PushpinOutlined,
  device: WifiOutlined,
  outage: DisconnectOutlined,
  registry: DatabaseOutlined,
  quarantine: InboxOutlined,
  onboarding: UsbOutlined,
  uptime: FieldTimeOutlined,
  hub: ClusterOutlined,
  rule: ControlOutlined,
  storm: ThunderboltOutlined,
  speaker: SoundOutlined,
  people: TeamOutlined,
  account: ApiOutlined,
  audit: AuditOutlined,
} as const satisfies Record<string, ComponentType>;

export type PageIcon = keyof typeof pageIcons;
