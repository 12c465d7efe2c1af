// A link to a point opens it on the wall, beside the map.
import { Navigate, useParams } from 'react-router';

export function PointOnWall() {
  const { id = '' } = useParams();
  return <Navigate replace to={`/?point=${encodeURIComponent(id)}`} />;
}
