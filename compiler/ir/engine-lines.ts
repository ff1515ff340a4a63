/** The release lines of Docker Engine that a scenario may ask for; `runtime/engine/versions` has their rows. */
export const ENGINE_LINES = ['20.10', '26.1'] as const;
