import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a folder must not import: the house rules of docs/architecture.md, kept by the machine. */
const boundary = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: patterns, message }] }] },
});

export default tseslint.config(
  { ignores: ['**/node_modules/**', '.data/**', '.test/**', 'force-app/**/lwc/**/*.js'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always'],
      'no-console': 'off',
    },
  },
  boundary(['sandbox/**'], ['**/server/**'], 'The sandbox org and the backend import nothing of each other.'),
  boundary(
    ['server/src/salesforce/**', 'server/src/platform/**'],
    ['**/bookings/**', '**/setup/**'],
    'salesforce and platform know nothing of the flows.',
  ),
  boundary(
    ['server/src/platform/**'],
    ['**/salesforce/**', '**/bookings/**', '**/setup/**'],
    'platform knows nothing of Salesforce or the flows.',
  ),
  boundary(
    ['server/src/bookings/**', 'server/src/setup/**'],
    ['**/sandbox/**', 'jsforce'],
    'Flows speak to Salesforce through server/src/salesforce only.',
  ),
);
