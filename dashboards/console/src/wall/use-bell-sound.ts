// Rings as long as it is loud, at a pace that tells how bad it is.
import { useEffect, useRef, useState } from 'react';
import { secondMs } from '../../../../core/time.ts';
import { type BellSound, bellSound } from './bell-sound.ts';

const worstEveryMs = 2 * secondMs;
const otherEveryMs = 8 * secondMs;

/** Whether the browser keeps it silent, and how a touch ends that. */
export function useBellSound(isLoud: boolean, isWorst: boolean): readonly [isBlocked: boolean, () => void] {
  const sound = useRef<BellSound | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  useEffect(() => {
    if (!isLoud) return;
    const bell = bellSound();
    sound.current = bell;
    const ring = () => {
      setBlocked(bell.isBlocked);
      if (!bell.isBlocked) bell.ring(isWorst);
    };
    ring();
    const timer = setInterval(ring, isWorst ? worstEveryMs : otherEveryMs);
    return () => {
      clearInterval(timer);
      bell.close();
      sound.current = null;
      setBlocked(false);
    };
  }, [isLoud, isWorst]);
  const unblock = () => void sound.current?.unblock().then(() => setBlocked(false));
  return [isBlocked, unblock];
}
