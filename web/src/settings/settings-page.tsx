import type { ReactNode } from "react";
export const SettingsPage = (_: any): ReactNode => <h1>Settings</h1>;
