/** The program of the submission, and that of the lab. */
export const SERVER = './echo-server';
export const CLIENT = './client';
/** How many clients come at the same moment. */
export const CROWD = 3;
/** Beside how many silent ones: together they are as many as the task text says that there may be. */
export const SILENT = 5;
