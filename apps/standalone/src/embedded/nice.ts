/**
 * What stands beside the services steps back for their thread: all of them wait for it, and a kernel that would rather share
 * one core than wake another lets it wait for them. A tenth of a weight (setpriority(2)), on Linux alone: elsewhere
 * niceness is the whole process's.
 */
export const NICE = 10;
