// A switch among the settings: `on` or `off`, which YAML reads as text and people also write as true and false.
import { z } from 'zod';

export const onOff = z
  .union([z.boolean(), z.enum(['on', 'off', 'true', 'false'])])
  .transform((value) => value === true || value === 'on' || value === 'true');
