// The few parts of Element Plus that the desk takes, one by one; its own declarations name files without their ending,
// which this project's resolution does not find.
declare module 'element-plus/es/components/date-picker/index.mjs' {
  import type { DefineComponent } from 'vue';
  export const ElDatePicker: DefineComponent<{
    id?: string;
    modelValue?: string | null;
    type?: string;
    format?: string;
    valueFormat?: string;
    placeholder?: string;
    defaultValue?: Date;
    disabled?: boolean;
    clearable?: boolean;
    editable?: boolean;
    teleported?: boolean;
    onVisibleChange?: (visible: boolean) => void;
  }>;
}
declare module 'element-plus/es/components/config-provider/index.mjs' {
  import type { DefineComponent } from 'vue';
  export const ElConfigProvider: DefineComponent<{ locale?: object }>;
}
declare module 'element-plus/es/locale/lang/zh-cn.mjs' {
  const words: object;
  export default words;
}
declare module 'element-plus/es/locale/lang/en.mjs' {
  const words: object;
  export default words;
}
