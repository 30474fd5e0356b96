// Beyond the usual: no clock outside web/time.ts, no literal text in templates (scripts/check_texts.mjs looks deeper),
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
  { ignores: ['dist/**', 'node_modules/**', 'generated/**'] },
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
  { files: ['time.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['scripts/**', 'tests/**', 'build/**', 'vite.config.ts', 'eslint.config.js', '**/e2e/**'],
    languageOptions: { globals: globals.node },
  },
);
