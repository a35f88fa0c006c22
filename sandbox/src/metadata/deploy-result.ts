/** Options of a deploy, as the Metadata API names them. */
export interface DeployOptions {
  checkOnly: boolean;
  rollbackOnError: boolean;
  /** Told back; [K] a component to be deleted that is not there is a warning either way. */
  ignoreWarnings: boolean;
  /** A deploy that asks for Apex tests is told that this org runs none. */
  testLevel: string;
  runTests: string[];
}

/** What became of one component, as `DeployMessage`. */
export interface DeployMessage {
  componentType: string;
  fullName: string;
  fileName: string;
  success: boolean;
  changed: boolean;
  created: boolean;
  deleted: boolean;
  warning: boolean;
  createdDate: string;
  problem?: string;
  problemType?: 'Error' | 'Warning';
  lineNumber?: number;
  columnNumber?: number;
}

/** `DeployResult` of the Metadata API; the REST and the SOAP door print the same. */
export interface DeployResult {
  id: string;
  done: boolean;
  status: 'Pending' | 'InProgress' | 'Succeeded' | 'SucceededPartial' | 'Failed' | 'Canceled';
  success: boolean;
  checkOnly: boolean;
  ignoreWarnings: boolean;
  rollbackOnError: boolean;
  runTestsEnabled: boolean;
  createdBy: string;
  createdByName: string;
  createdDate: string;
  startDate?: string;
  completedDate?: string;
  lastModifiedDate: string;
  errorMessage?: string;
  errorStatusCode?: string;
  numberComponentErrors: number;
  numberComponentsDeployed: number;
  numberComponentsTotal: number;
  numberTestErrors: number;
  numberTestsCompleted: number;
  numberTestsTotal: number;
  details: {
    componentFailures: DeployMessage[];
    componentSuccesses: DeployMessage[];
    runTestResult: { numFailures: number; numTestsRun: number; totalTime: number };
  };
}
