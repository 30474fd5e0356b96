// A tree of strings with something planted in it, for the rules' own tests.
import { Tree, run } from '../tree.mjs'

export const lists = {
  'base/CMakeLists.txt': 'tongguan_library(base FOLDER base)\n',
  'platform/CMakeLists.txt': [
    'tongguan_library(db FOLDER platform/db DEPENDS base LIBS PostgreSQL::PostgreSQL)',
    'tongguan_library(work FOLDER platform/work DEPENDS db)  # stands on db',
    'tongguan_library(http FOLDER platform/http DEPENDS base)',
    'tongguan_library(testing FOLDER platform/testing DEPENDS work)',
  ].join('\n'),
  'practices/CMakeLists.txt': 'tongguan_library(workorder FOLDER practices/workorder DEPENDS work TEST_DEPENDS testing)\n',
  'modules/CMakeLists.txt': 'add_module(people)\nadd_module(fleet NEEDS people)\nadd_module(canteen)\n',
}

// What the rule says of the planted files, as "path:line".
export function found(rule, files) {
  return run(rule, new Tree({ ...lists, ...files })).map((one) => `${one.path}:${one.line}`)
}
