/** Put in when the app is built: see vite.config.ts. */
declare const VERSION: string;
declare const FILES: { url: string; revision: string | null }[];
