// A value once it has not changed for a moment: for what is asked while somebody writes.
import { useEffect, useState } from 'react';

const restMs = 350;

export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
