/** `demo.1` for the container of a task, `demo.1.ziybf7nkn2vz86i8x97dmom5e`: the id tells a reader nothing. */
export const withoutTaskId = (name: string): string => name.replace(/^(.+\.\d+)\.[a-z0-9]{25}$/, '$1');
