/** Where relative paths start from in a walkthrough, so that no page says where it was made. */
export const ROOT = '/srv/dnet';
