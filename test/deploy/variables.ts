/** The variables that the server reads. */
import { Environment } from "../../server/platform/config.ts";

export const environmentVariables = (): string[] => Object.keys(Environment.shape).toSorted();
