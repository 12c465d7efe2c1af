// Words that people read, in the two languages of the interface. Reasons are said where they are decided, in both; who
// shows them chooses one.
import { z } from 'zod';

export const labelSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
export type Label = z.infer<typeof labelSchema>;

export type Language = keyof Label;
