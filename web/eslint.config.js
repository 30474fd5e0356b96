// Run from the root of the tree (npm run lint), because a module's pages stand outside web/.
// Beyond the usual: no clock outside web/time.ts, no literal text in templates (tools/tidy looks deeper),
// pages of a module import only web/ and themselves.
import globals from 'globals';
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';

const no_clock = {
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      message: 'The only clock is web/time.ts.',
    },
    { selector: "NewExpression[callee.name='Date']", message: 'The only clock is web/time.ts.' },
    { selector: "CallExpression[callee.name='Date']", message: 'The only clock is web/time.ts.' },
    { selector: "MemberExpression[object.name='performance']", message: 'The only clock is web/time.ts.' },
  ],
};

export default ts.config(
  { ignores: ['web/dist/**', '**/node_modules/**', 'web/generated/**'] },
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.vue'] },
    },
    rules: {
      ...no_clock,
      'no-console': ['error', { allow: ['error'] }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      eqeqeq: 'error',
      'max-len': [
        'error',
        { code: 120, ignoreUrls: true, ignoreTemplateLiterals: false, ignorePattern: '^\\s*(<path|d=")' },
      ],
      'max-lines': ['error', 400],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/no-bare-strings-in-template': 'error',
      'vue/attribute-hyphenation': 'off',
      'vue/v-on-event-hyphenation': 'off',
      'vue/prop-name-casing': 'off',
      'vue/require-default-prop': 'off',
      'vue/custom-event-name-casing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },
  { files: ['web/time.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['web/scripts/**', 'web/tests/**', 'web/build/**', 'web/*.config.{js,ts}', 'e2e/**', 'web/public/**'],
    languageOptions: { globals: globals.node },
  },
);
