export const stayUp = async (..._: unknown[]): Promise<0> => 0;
