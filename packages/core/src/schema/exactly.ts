import * as z from 'zod';

/**
 * Ties a schema to the interface that it stands for: it compiles only if each is assignable to the
 * other, so that neither can change alone.
 */
export function exactly<T>() {
  return <S extends z.ZodType<T>>(
    schema: S & ([T] extends [z.infer<S>] ? unknown : { readonly narrowerThanItsInterface: never }),
  ): S => schema;
}

/** A list that nobody changes once it was read. */
export function list<S extends z.ZodType>(item: S) {
  return z.array(item).readonly();
}

/** Milliseconds; negative for what was there before the run began. */
export const milliseconds = z.number();
export const pid = z.int().nonnegative();
export const count = z.int().nonnegative();
