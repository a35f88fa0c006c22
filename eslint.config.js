import js from '@eslint/js';
import lwc from '@salesforce/eslint-config-lwc/recommended-ts.js';
import tseslint from 'typescript-eslint';

/** What a folder must not import: the house rules of docs/architecture.md, kept by the machine. Of two that fit, the last holds. */
const boundary = (files, ...patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });

const throughSalesforceOnly = {
  group: ['jsforce'],
  message: 'Flows speak to Salesforce through server/src/salesforce only.',
};

const noOutsider = {
  group: ['**/sandbox/**', '**/scripts/**', '**/tools/**'],
  message: 'The backend stands alone: it meets the sandbox org over HTTP only.',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '.data/**',
      '.test/**',
      'force-app/**/lwc/**/*.js',
      'force-app/**/staticresources/**',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-console': 'off',
    },
  },
  // Salesforce's own rules for components, read by TypeScript's parser, which knows more of the language than theirs.
  ...tseslint.config({
    files: ['force-app/main/default/lwc/**/*.ts'],
    extends: [lwc],
    languageOptions: { parser: tseslint.parser },
    rules: {
      // TypeScript knows which names exist, and typescript-eslint which are used.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      // What is declared further down exists by the time that a method runs.
      'no-use-before-define': ['error', { functions: false, variables: false }],
      // `void` marks a promise that nobody waits for; brackets mark a key that the type does not name.
      'no-void': 'off',
      'dot-notation': 'off',
      // Lists refresh themselves and searches pause: each timer ends in disconnectedCallback.
      '@lwc/lwc/no-async-operation': 'off',
    },
  }),
  // A test's wire adapter hands over what the test says.
  { files: ['**/lwc/**/__tests__/**'], rules: { '@lwc/lwc/no-unexpected-wire-adapter-usages': 'off' } },
  boundary(['sandbox/**'], {
    group: ['**/server/**'],
    message: 'The sandbox org and the backend import nothing of each other.',
  }),
  boundary(['sandbox/src/**'], {
    group: ['**/server/**', '**/scripts/**', '**/tools/**'],
    message: 'The sandbox org is handed what scripts know, by scripts/run-sandbox.ts; of the backend it knows nothing.',
  }),
  boundary(['server/src/**'], noOutsider),
  boundary(['server/src/salesforce/**', 'server/src/platform/**'], noOutsider, {
    group: ['**/bookings/**', '**/setup/**', '**/diagnostics/**', '**/alerts/**'],
    message: 'salesforce and platform know nothing of the flows.',
  }),
  boundary(['server/src/platform/**'], noOutsider, {
    group: ['**/salesforce/**', '**/bookings/**', '**/setup/**', '**/diagnostics/**', '**/alerts/**'],
    message: 'platform knows nothing of Salesforce or the flows.',
  }),
  boundary(['server/src/diagnostics/**'], noOutsider, throughSalesforceOnly),
  boundary(['server/src/bookings/**', 'server/src/setup/**'], noOutsider, throughSalesforceOnly, {
    group: ['**/diagnostics/**'],
    message: 'Diagnostics look at bookings and setup, never the other way round: app.ts hands over what they need.',
  }),
);
