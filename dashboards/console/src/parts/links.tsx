// Links to the things that pages speak of.
import { Link } from 'react-router';

export function CaseLink({ id }: { readonly id: string }) {
  return <Link to={`/cases/${encodeURIComponent(id)}`}>{id}</Link>;
}

/** `null` where there is no point. */
export function PointLink({ id, name }: { readonly id: string | null; readonly name: string | undefined }) {
  if (id === null) return null;
  return <Link to={`/points/${encodeURIComponent(id)}`}>{name ?? id}</Link>;
}

export function DeviceLink({ id }: { readonly id: string }) {
  return <Link to={`/devices/${encodeURIComponent(id)}`}>{id}</Link>;
}

export function RuleLink({ id, title }: { readonly id: string; readonly title: string }) {
  return <Link to={`/rules/${encodeURIComponent(id)}`}>{title}</Link>;
}

export function AlarmLink({ id, title }: { readonly id: string; readonly title: string }) {
  return <Link to={`/alarms/${encodeURIComponent(id)}`}>{title}</Link>;
}
