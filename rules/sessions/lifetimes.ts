/** A session ends when nobody has used it for so long, and in any case after so many hours. */
export const MOST_IDLE_MINUTES = 30;
export const MOST_SESSION_HOURS = 12;
