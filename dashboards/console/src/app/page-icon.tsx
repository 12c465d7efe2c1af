// Icons of the menu.
import {
  BellOutlined,
  ClusterOutlined,
  ControlOutlined,
  EnvironmentOutlined,
  WifiOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { PageIcon } from './pages.ts';

export const pageIcons: Readonly<Record<PageIcon, ComponentType>> = {
  map: EnvironmentOutlined,
  alarm: BellOutlined,
  device: WifiOutlined,
  hub: ClusterOutlined,
  rule: ControlOutlined,
};
